package dev.jellyscale.video.decode;

import dev.jellyscale.protocol.Deinterlace;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.video.probe.ProbedSource;

/**
 * When the frames that are read of a source are shown.
 *
 * @param mode what really becomes of its frames: those of a progressive source stay as they are
 */
public record FrameTimes(ProbedSource source, Deinterlace mode) {

  /**
   * Times of the frames that a reader gives.
   *
   * @param wanted what becomes of frames that hold two fields
   */
  public static FrameTimes of(ProbedSource source, Deinterlace wanted) {
    return new FrameTimes(source, source.facts().video().interlaced() ? wanted : Deinterlace.OFF);
  }

  /** Frames for each source frame: 2 where fields become frames, else 1. */
  public int framesPerSourceFrame() {
    return mode == Deinterlace.FIELD ? 2 : 1;
  }

  /** Unit of the times: the stream's, or half of it at field rate. */
  public Rational timeBase() {
    var base = source.facts().video().timeBase();
    return mode == Deinterlace.FIELD
        ? new Rational(base.num(), Math.multiplyExact(base.den(), 2))
        : base;
  }

  /**
   * When a frame is shown.
   *
   * @param number of the source frame
   * @param field 1 for the second picture of a frame, else 0
   */
  public long pts(int number, long field) {
    long pts = source.index().pts(number);
    // In halves of the time base a field lasts as many units as its frame lasts whole ones.
    return mode == Deinterlace.FIELD ? 2 * pts + field * duration(number) : pts;
  }

  /** How long each picture of a source frame is shown. */
  public long duration(int number) {
    return source.index().duration(number);
  }
}
