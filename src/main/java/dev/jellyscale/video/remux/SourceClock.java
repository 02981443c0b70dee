package dev.jellyscale.video.remux;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.jellyscale.protocol.Rational;
import dev.jellyscale.video.ffmpeg.InputFile;
import dev.jellyscale.video.mux.TickScale;
import java.util.Optional;

/**
 * Where the output's zero lies on the time line of the source, and what part of it is wanted. All
 * streams are moved by the same time, so they stay together.
 */
final class SourceClock {
  private final Optional<TimeWindow> window;
  private final Rational timeBase;
  private final long zero;

  private SourceClock(Optional<TimeWindow> window, Rational timeBase, long zero) {
    this.window = window;
    this.timeBase = timeBase;
    this.zero = zero;
  }

  /**
   * A clock for an output.
   *
   * @param timeBase of the window
   */
  static SourceClock of(InputFile input, Optional<TimeWindow> window, Rational timeBase) {
    if (window.isPresent()) {
      return new SourceClock(window, timeBase, window.get().startPts());
    }
    return beginsAnywhere(input) ? earliest(input) : new SourceClock(window, new Rational(1, 1), 0);
  }

  // Broadcast and disc streams are cut out of a clock that runs for hours.
  private static boolean beginsAnywhere(InputFile input) {
    return input.format().equals("mpegts") || input.format().equals("mpeg");
  }

  private static SourceClock earliest(InputFile input) {
    long zero = Long.MAX_VALUE;
    var timeBase = new Rational(1, 1);
    for (int i = 0; i < input.streams(); i++) {
      var stream = input.stream(i);
      // All streams of these formats have one time base.
      timeBase = new Rational(stream.time_base().num(), stream.time_base().den());
      if (stream.start_time() != AV_NOPTS_VALUE) {
        zero = Math.min(zero, stream.start_time());
      }
    }
    return new SourceClock(Optional.empty(), timeBase, zero == Long.MAX_VALUE ? 0 : zero);
  }

  /** Whether all of the source is wanted. */
  boolean isWhole() {
    return window.isEmpty();
  }

  /** The output's zero in ticks of a stream. */
  long shift(Rational ofStream) {
    return TickScale.convert(zero, timeBase, ofStream);
  }

  /** First tick of a stream behind the wanted part. */
  long end(Rational ofStream) {
    return window
        .map(w -> TickScale.convert(w.endPts(), timeBase, ofStream))
        .orElse(Long.MAX_VALUE);
  }
}
