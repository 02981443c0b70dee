package dev.jellyscale.video.segment;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import java.nio.file.Path;
import java.util.List;

/**
 * What the segments of an output amount to, found by reading everything but their payloads.
 *
 * @param header equal in all of them
 * @param reorder most frames that are decoded before a frame and shown after it; found in the
 *     packets, because encoders name a smaller number
 * @param frames of all segments
 * @param firstPts when the first frame is shown, in the encoder's time base
 * @param endPts when the last frame ends, in the same
 * @param constantRate whether frames follow each other at one distance, but for rounding
 */
public record SegmentSurvey(
    SegmentHeader header,
    int reorder,
    long frames,
    long firstPts,
    long endPts,
    boolean constantRate) {
  // No codec reorders deeper than 16 frames.
  private static final int MAX_REORDER = 32;
  // Below this, distances that differ by one tick are not a matter of rounding.
  private static final long MIN_ROUNDED_TICKS = 5;

  /**
   * Looks at segments.
   *
   * @param segments in display order, at least one
   * @throws EngineFailure if one is broken or they do not fit together
   */
  public static SegmentSurvey of(List<Path> segments) {
    SegmentHeader header;
    try (var first = SegmentReader.open(segments.getFirst())) {
      header = first.header();
    }
    int reorder = reorder(segments, header);
    var count = new Count();
    try (var times = new ShownTimes(segments, header, reorder)) {
      for (var time = times.next(); time != null; time = times.next()) {
        count.add(time);
      }
    }
    return count.survey(header, reorder);
  }

  private static int reorder(List<Path> segments, SegmentHeader header) {
    var recent = new long[MAX_REORDER];
    int deepest = 0;
    try (var packets = new PacketChain(segments, header)) {
      int seen = 0;
      for (var packet = packets.next(); packet != null; packet = packets.next()) {
        int later = 0;
        for (int i = 0; i < Math.min(seen, MAX_REORDER); i++) {
          later += recent[i] > packet.pts() ? 1 : 0;
        }
        deepest = Math.max(deepest, later);
        recent[seen % MAX_REORDER] = packet.pts();
        // Keeps its rest, so that it never overflows.
        seen = seen == 2 * MAX_REORDER - 1 ? MAX_REORDER : seen + 1;
      }
    }
    if (deepest == MAX_REORDER) {
      throw outOfOrder();
    }
    return deepest;
  }

  private static EngineFailure outOfOrder() {
    return new EngineFailure("The segments do not follow each other in time", null);
  }

  /** Mean distance between two frames, in ticks. */
  public long typicalDuration() {
    return (endPts - firstPts) / frames;
  }

  /** Distances between the frames seen so far. */
  private static final class Count {
    private long frames;
    private long firstPts;
    private long lastPts;
    private long lastDuration;
    private long shortest = Long.MAX_VALUE;
    private long longest;

    void add(ShownTimes.Time time) {
      if (frames == 0) {
        firstPts = time.pts();
      } else {
        long distance = time.pts() - lastPts;
        if (distance <= 0) {
          throw outOfOrder();
        }
        shortest = Math.min(shortest, distance);
        longest = Math.max(longest, distance);
      }
      lastPts = time.pts();
      lastDuration = time.duration();
      frames++;
    }

    SegmentSurvey survey(SegmentHeader header, int reorder) {
      if (frames == 0) {
        throw new EngineFailure("The segments hold no frame", null);
      }
      boolean rounded = longest - shortest == 1 && shortest >= MIN_ROUNDED_TICKS;
      boolean constant = frames > 1 && (longest == shortest || rounded);
      return new SegmentSurvey(header, reorder, frames, firstPts, lastPts + lastDuration, constant);
    }
  }
}
