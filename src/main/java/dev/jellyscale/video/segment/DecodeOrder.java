package dev.jellyscale.video.segment;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import java.util.PriorityQueue;

/**
 * Finds decoding times for packets that come in decoding order and know only when they are shown.
 * The packet number n is decoded when the frame number n - d is shown, where d is the deepest
 * reordering; so times rise, never pass the time of showing, and stay within d + 1 frames of
 * memory.
 */
final class DecodeOrder {
  private final int depth;
  private final long step;
  private final PriorityQueue<Long> shown = new PriorityQueue<>();
  private long packets;
  private long first;

  /**
   * @param depth most frames that are decoded before a frame and shown after it
   * @param step ticks between the frames that are decoded before anything is shown, at least 1
   */
  DecodeOrder(int depth, long step) {
    this.depth = depth;
    this.step = step;
  }

  /**
   * Decoding time of the next packet.
   *
   * @throws EngineFailure if frames are reordered deeper than was said
   */
  long next(long pts) {
    if (packets == 0) {
      first = pts;
    }
    shown.add(pts);
    long number = packets++;
    long dts = number < depth ? first - (depth - number) * step : shown.remove();
    if (dts > pts) {
      throw new EngineFailure("The segments do not follow each other in time", null);
    }
    return dts;
  }
}
