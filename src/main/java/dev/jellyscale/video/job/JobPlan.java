package dev.jellyscale.video.job;

import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.video.decode.DecodeOptions;
import dev.jellyscale.video.encode.EncodeSpec;
import dev.jellyscale.video.probe.ProbedSource;
import dev.jellyscale.video.remux.Provenance;
import dev.jellyscale.video.remux.RemuxPlan;
import dev.jellyscale.video.remux.TimeWindow;
import dev.jellyscale.video.scale.ScalePlan;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is decided before work begins.
 *
 * @param notes sentences for the report
 */
public record JobPlan(
    Network network, Source source, ScalePlan scale, Output output, List<String> notes) {

  /**
   * What is read and how.
   *
   * @param frames of the source that are wanted
   * @param framesPerSourceFrame 2 where fields become frames
   */
  public record Source(
      ProbedSource probed, DecodeOptions decode, FrameRange frames, int framesPerSourceFrame) {

    /** Size and layout of its frames. */
    public FrameFormat format() {
      return probed.facts().video().format();
    }

    /** Frames of the output, if no frame is lost. */
    public long outputFrames() {
      return frames.frames() * framesPerSourceFrame;
    }
  }

  /**
   * What is written and how.
   *
   * @param window empty: the whole source
   */
  public record Output(
      RemuxPlan remux, EncodeSpec encode, Optional<TimeWindow> window, Provenance provenance) {}
}
