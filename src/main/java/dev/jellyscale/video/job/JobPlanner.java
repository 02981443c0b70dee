package dev.jellyscale.video.job;

import dev.jellyscale.engine.graph.Channels;
import dev.jellyscale.engine.graph.ModelLoader;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.ColourTags;
import dev.jellyscale.protocol.Deinterlace;
import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.ProgramVersion;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.protocol.VideoFacts;
import dev.jellyscale.video.decode.DecodeOptions;
import dev.jellyscale.video.decode.FrameReader;
import dev.jellyscale.video.encode.EncodeSpec;
import dev.jellyscale.video.encode.EncoderChoice;
import dev.jellyscale.video.ffmpeg.ShownName;
import dev.jellyscale.video.probe.PacketIndex;
import dev.jellyscale.video.probe.ProbeOptions;
import dev.jellyscale.video.probe.ProbedSource;
import dev.jellyscale.video.probe.SourceProbe;
import dev.jellyscale.video.remux.Container;
import dev.jellyscale.video.remux.Provenance;
import dev.jellyscale.video.remux.RemuxPlan;
import dev.jellyscale.video.remux.TimeWindow;
import dev.jellyscale.video.request.UpscaleRequest;
import dev.jellyscale.video.scale.MatrixTag;
import dev.jellyscale.video.scale.ScalePlan;
import dev.jellyscale.video.work.SourceFingerprint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides everything about a job, and refuses what cannot be done, before any work. */
public final class JobPlanner {
  private final UpscaleRequest request;
  private final boolean publishes;
  private final List<String> notes = new ArrayList<>();

  private JobPlanner(UpscaleRequest request, boolean publishes) {
    this.request = request;
    this.publishes = publishes;
  }

  /** Loads the model, looks at the source and plans. Nothing is written. */
  static JobPlan plan(UpscaleRequest request) {
    var network = ModelLoader.load(request.wish().model(), request.resources().threads());
    return plan(request, network, probe(request));
  }

  /** Looks at a request's source. */
  static ProbedSource probe(UpscaleRequest request) {
    return SourceProbe.probe(request.source(), new ProbeOptions(request.handling().allowDamaged()));
  }

  /** Plans a job. Nothing is written. */
  static JobPlan plan(UpscaleRequest request, Network network, ProbedSource probed) {
    return new JobPlanner(request, true).plan(network, probed);
  }

  /**
   * Plans a job whose output somebody else publishes: of the destination nothing counts but the
   * suffix of its name. Nothing is written.
   */
  public static JobPlan planParts(UpscaleRequest request, Network network, ProbedSource probed) {
    return new JobPlanner(request, false).plan(network, probed);
  }

  private JobPlan plan(Network network, ProbedSource probed) {
    var facts = probed.facts();
    var container = Container.forDestination(request.destination(), facts);
    var remux = RemuxPlan.plan(probed, container, request.handling().dropUnsupported());
    requireMatrix(network, probed);
    var scale = ScalePlan.plan(request.wish().scale(), facts.video(), network.scale());
    notes.addAll(facts.warnings());
    notes.addAll(network.notes());
    notes.addAll(remux.notes());
    notes.addAll(scale.notes());
    if (publishes) {
      new Destination(request.destination()).require(request.source(), request.handling().force());
    }
    var settings = request.wish().encoder().settings(scale.output(), facts.video().tags());
    EncoderChoice.require(settings);
    var source = source(probed);
    return new JobPlan(
        network, source.source(), scale, output(source, remux, scale, settings, network), notes);
  }

  private static void requireMatrix(Network network, ProbedSource probed) {
    var video = probed.facts().video();
    if (network.channels() == Channels.RGB && !video.matrixSupported()) {
      throw new Unsupported(
          "%s has colours of a kind (matrix %d) that the model %s cannot be given; a luma model can"
              .formatted(ShownName.of(probed.facts().path()), video.tags().matrix(), network.id()));
    }
  }

  /** The source and the unit of its frames' timestamps, which the decoder alone knows. */
  private record Opened(JobPlan.Source source, Rational timeBase) {}

  private Opened source(ProbedSource probed) {
    var shares = ThreadShares.of(request.resources().threads());
    var decode =
        new DecodeOptions(
            shares.decoder(),
            request.wish().deinterlace(),
            request.resources().hardwareDecode(),
            request.handling().allowDamaged());
    var frames = frames(probed);
    try (var reader = FrameReader.open(probed, frames, decode)) {
      reader
          .hardwareRefused()
          .ifPresent(
              reason ->
                  notes.add(
                      "Decoded in software (%s), because hardware refused: %s."
                          .formatted(reader.decoder(), reason)));
      noteDeinterlacing(probed, decode.deinterlace());
      return new Opened(
          new JobPlan.Source(probed, decode, frames, reader.framesPerSourceFrame()),
          reader.timeBase());
    }
  }

  private void noteDeinterlacing(ProbedSource probed, Deinterlace deinterlace) {
    if (!probed.facts().video().interlaced()) {
      return;
    }
    notes.add(
        switch (deinterlace) {
          case OFF -> "The source is interlaced and was left so, as asked.";
          case FRAME ->
              "The source is interlaced: bwdif made one frame of each frame's two fields.";
          case FIELD -> "The source is interlaced: bwdif made a frame of each field.";
        });
  }

  private FrameRange frames(ProbedSource probed) {
    var index = probed.index();
    var preview = request.wish().preview();
    if (preview.isEmpty()) {
      return new FrameRange(0, index.frames());
    }
    var timeBase = probed.facts().video().timeBase();
    long start = index.pts(0) + ticks(preview.get().from(), timeBase);
    int first = index.frameAt(start);
    int end =
        preview
            .get()
            .length()
            .map(length -> index.frameAt(start + ticks(length, timeBase)))
            .orElse(index.frames());
    if (first >= index.frames()) {
      throw new Invalid(ShownName.of(request.source()) + " ends before the preview begins");
    }
    return new FrameRange(first, Math.max(end, first + 1));
  }

  private static long ticks(Duration time, Rational timeBase) {
    return BigDecimal.valueOf(time.getSeconds())
        .add(BigDecimal.valueOf(time.getNano(), 9))
        .multiply(BigDecimal.valueOf(timeBase.den()))
        .divide(BigDecimal.valueOf(timeBase.num()), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private JobPlan.Output output(
      Opened opened, RemuxPlan remux, ScalePlan scale, EncoderSettings settings, Network network) {
    var video = opened.source().probed().facts().video();
    var format = EncoderChoice.accepted(settings, scale.output());
    noteDepth(scale.output(), format, settings);
    int perFrame = opened.source().framesPerSourceFrame();
    var rate = video.frameRate();
    var encode =
        new EncodeSpec(
            settings,
            format,
            new EncodeSpec.Timing(
                opened.timeBase(),
                new Rational(Math.multiplyExact(rate.num(), perFrame), rate.den())),
            new EncodeSpec.Appearance(tags(video, format), video.hdr(), video.sampleAspect()),
            encoderThreads());
    return new JobPlan.Output(
        remux, encode, window(opened), provenance(network, scale, settings, opened.source()));
  }

  private int encoderThreads() {
    var resources = request.resources();
    return resources
        .encoderThreads()
        .orElseGet(() -> ThreadShares.of(resources.threads()).encoder());
  }

  private ColourTags tags(VideoFacts video, FrameFormat output) {
    var tags = MatrixTag.forSize(video, output);
    if (!tags.equals(video.tags())) {
      notes.add(
          "The source names no colour matrix. Its size stands for BT.601, and the output says so:"
              + " a player would take the larger picture for BT.709.");
    }
    return tags;
  }

  private void noteDepth(FrameFormat wanted, FrameFormat format, EncoderSettings settings) {
    if (format.pixels().depth() < wanted.pixels().depth()) {
      notes.add(
          "%s has no %d-bit pictures: the output has %d bits."
              .formatted(settings.encoder(), wanted.pixels().depth(), format.pixels().depth()));
    }
  }

  private Optional<TimeWindow> window(Opened opened) {
    if (request.wish().preview().isEmpty()) {
      return Optional.empty();
    }
    var frames = opened.source().frames();
    PacketIndex index = opened.source().probed().index();
    var streamBase = opened.source().probed().facts().video().timeBase();
    // Half the unit has twice the ticks.
    long ticks = opened.timeBase().den() / streamBase.den();
    int last = Math.toIntExact(frames.end()) - 1;
    return Optional.of(
        new TimeWindow(
            index.pts(Math.toIntExact(frames.first())) * ticks,
            (index.pts(last) + Math.max(1, index.duration(last))) * ticks));
  }

  private Provenance provenance(
      Network network, ScalePlan scale, EncoderSettings settings, JobPlan.Source source) {
    var size = scale.output().width() + "x" + scale.output().height();
    return new Provenance(
        ProgramVersion.VALUE,
        network.id().value(),
        network.file().sha256(),
        "x%d%s%s to %s"
            .formatted(
                network.scale(),
                scale.passes() > 1 ? ", " + scale.passes() + " times" : "",
                scale.reduces() ? ", reduced" : "",
                size),
        settings.encoder() + " " + settings.preset() + " " + settings.quality(),
        "%s frames %d-%d"
            .formatted(
                SourceFingerprint.of(request.source()).sampleSha256(),
                source.frames().first(),
                source.frames().end()));
  }
}
