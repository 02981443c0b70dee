package dev.jellyscale.video.remux;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.jellyscale.protocol.StreamFacts.Kind;
import dev.jellyscale.video.ffmpeg.InputFile;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * The unit, in ticks a second, in which an MP4 tells how much later than the first a stream begins.
 * FFmpeg's muxer rounds that delay down to it.
 */
final class MovieTicks {
  private static final int MIN = 1000;
  // Finer ones would only make durations longer numbers.
  private static final long MAX = 6_000_000;

  private MovieTicks() {}

  /** Those of the video, or a multiple that sound which begins between two of them needs. */
  static int of(AssemblySpec spec, InputFile input) {
    int ticks = spec.encode().timing().timeBase().den();
    if (ticks < MIN) {
      ticks *= Math.ceilDiv(MIN, ticks);
    }
    for (var plan : spec.plan().streams()) {
      var stream = input.stream(plan.stream().index());
      boolean audio = plan.stream().kind() == Kind.AUDIO && plan.treatment().makesStream();
      if (audio && beginsBetween(stream, ticks)) {
        ticks = common(ticks, stream.codecpar().sample_rate());
      }
    }
    return ticks;
  }

  private static boolean beginsBetween(AVStream stream, int ticks) {
    long start = stream.start_time();
    if (start == AV_NOPTS_VALUE || start <= 0) {
      return false;
    }
    long seconds = start / stream.time_base().den();
    long rest = start - seconds * stream.time_base().den();
    return rest * stream.time_base().num() * ticks % stream.time_base().den() != 0;
  }

  /** The least common multiple; the first alone where that is too fine. */
  static int common(int ticks, int rate) {
    if (rate <= 0) {
      return ticks;
    }
    long multiple = (long) ticks / divisor(ticks, rate) * rate;
    return multiple <= MAX ? (int) multiple : ticks;
  }

  private static int divisor(int one, int other) {
    return other == 0 ? one : divisor(other, one % other);
  }
}
