package dev.jellyscale.video.mux;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_ROUND_NEAR_INF;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_rnd;

import dev.jellyscale.protocol.Rational;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Times of one stream in the time base of another: moved to the zero of the output, then rounded
 * once, to the nearest tick.
 */
public final class TickScale {
  private final long numerator;
  private final long denominator;
  private final long shift;

  /**
   * A scale between two time bases.
   *
   * @param shift taken off every time, in ticks of {@code from}
   */
  public TickScale(Rational from, Rational to, long shift) {
    long n = (long) from.num() * to.den();
    long d = (long) from.den() * to.num();
    long common = greatestCommonDivisor(n, d);
    numerator = n / common;
    denominator = d / common;
    this.shift = shift;
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** Converts a number of ticks, without moving it. */
  public static long convert(long ticks, Rational from, Rational to) {
    return new TickScale(from, to, 0).time(ticks);
  }

  /** A time; the mark for an unknown one stays what it is. */
  public long time(long ticks) {
    return ticks == AV_NOPTS_VALUE
        ? ticks
        : av_rescale_rnd(ticks - shift, numerator, denominator, AV_ROUND_NEAR_INF);
  }

  /** Ticks from the rounded beginning to the rounded end; 0, for unknown, stays 0. */
  public long duration(long start, long duration) {
    if (duration <= 0) {
      return 0;
    }
    return start == AV_NOPTS_VALUE
        ? av_rescale_rnd(duration, numerator, denominator, AV_ROUND_NEAR_INF)
        : time(start + duration) - time(start);
  }

  /** Converts the times of a packet. */
  public void apply(AVPacket packet) {
    packet.duration(duration(packet.pts(), packet.duration()));
    packet.pts(time(packet.pts()));
    packet.dts(time(packet.dts()));
  }
}
