package dev.jellyscale.protocol.job;

import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.FrameRange;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A part of a video to be upscaled.
 *
 * @param frames of the main video; empty: all of them
 * @param limits of what the model may take
 * @param segment absolute path of the segment file to write, in the work directory; what stood
 *     there is written over
 */
public record RangeTask(
    VideoWish wish, Optional<FrameRange> frames, Limits limits, String segment) {

  /**
   * What a model may take where a device has too little memory for its usual ways. They change how
   * fast frames are made, and what they look like by one code value at most.
   *
   * @param provider the only one that may run it; empty: the first that does
   * @param largestBatch most pictures on the device at once
   * @param mostTilePixels most pixels of what is inferred at once; where no tile can be so small,
   *     the smallest one is taken, and a model of a fixed size keeps it
   */
  public record Limits(
      Optional<ExecutionProvider> provider, OptionalInt largestBatch, OptionalLong mostTilePixels) {

    /** As the machine can. */
    public static final Limits NONE =
        new Limits(Optional.empty(), OptionalInt.empty(), OptionalLong.empty());
  }
}
