package dev.jellyscale.jobs;

import java.util.Map;

/**
 * What the segments of a job have come to.
 *
 * @param segments how many stand in each state; a state without any is missing
 * @param frames of all segments
 * @param framesDone of those that are rendered or done, and what attempts under way have told
 * @param measuredFrames frames that {@code measuredSeconds} were spent on
 * @param measuredSeconds that rendering of finished segments took, all added
 */
public record Tally(
    Map<SegmentState.Kind, Integer> segments,
    long frames,
    long framesDone,
    long measuredFrames,
    double measuredSeconds) {

  /** Of a job without segments. */
  public static final Tally NONE = new Tally(Map.of(), 0, 0, 0, 0);

  public Tally {
    segments = Map.copyOf(segments);
  }
}
