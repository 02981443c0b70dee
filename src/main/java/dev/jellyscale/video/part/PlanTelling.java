package dev.jellyscale.video.part;

import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.job.Fingerprint;
import dev.jellyscale.protocol.job.PlanFacts;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.video.encode.EncodeSpec;
import dev.jellyscale.video.job.ExpectedPace;
import dev.jellyscale.video.job.JobPlan;
import dev.jellyscale.video.job.RangeSchedule;
import dev.jellyscale.video.request.EncoderName;
import dev.jellyscale.video.work.SourceFingerprint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Tells a plan to whoever gives its parts to others. */
public final class PlanTelling {
  private PlanTelling() {}

  /**
   * All that a job has to know before it begins.
   *
   * @param wish that was planned
   * @param provider that is expected to infer
   */
  public static PlanFacts tell(JobPlan plan, VideoWish wish, ExecutionProvider provider) {
    var encode = plan.output().encode();
    return new PlanFacts(
        wish.withEncoder(said(encode)),
        frames(plan, provider),
        size(plan.source().format()),
        new PlanFacts.Output(
            size(encode.format()),
            plan.output().remux().container().extension(),
            encode.words(),
            otherBytes(plan)),
        fingerprint(Path.of(wish.source())),
        plan.notes());
  }

  /** The encoder with nothing left open. */
  private static VideoWish.Encoder said(EncodeSpec encode) {
    EncoderSettings settings = encode.settings();
    return new VideoWish.Encoder(
        Optional.of(EncoderName.of(settings).toString()),
        Optional.of(settings.preset()),
        OptionalInt.of(settings.quality()),
        OptionalInt.of(encode.threads()));
  }

  private static PlanFacts.Frames frames(JobPlan plan, ExecutionProvider provider) {
    var source = plan.source();
    return new PlanFacts.Frames(
        source.frames().frames(),
        source.framesPerSourceFrame(),
        source.probed().facts().video().frameRate(),
        RangeSchedule.of(plan, provider, OptionalLong.empty()).framesPerRange(),
        ExpectedPace.of(plan).secondsPerFrame(provider, plan.output().encode().settings()));
  }

  private static Size size(FrameFormat format) {
    return new Size(format.width(), format.height());
  }

  private static long otherBytes(JobPlan plan) {
    var probed = plan.source().probed();
    return Math.max(0, probed.facts().bytes() - probed.index().bytes());
  }

  /** By which a changed source is known. */
  static Fingerprint fingerprint(Path source) {
    var found = SourceFingerprint.of(source);
    return new Fingerprint(
        found.bytes(), Instant.parse(found.modified()).toEpochMilli(), found.sampleSha256());
  }
}
