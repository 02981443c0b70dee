package dev.jellyscale.jobs.progress;

import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState.Kind;
import dev.jellyscale.jobs.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a job is.
 *
 * @param frames of the source; 0 before the job was planned
 * @param framesDone of them, those of attempts under way included
 * @param framesPerSecond of the source, of all attempts under way together; 0: not known, or
 *     nothing goes on
 * @param left until the last frame is rendered, as far as was measured; empty: nobody has, or
 *     nobody is at work
 * @param current what nodes render for it
 */
public record JobProgress(
    long frames,
    long framesDone,
    double framesPerSecond,
    Optional<Duration> left,
    List<CurrentSegment> current) {

  public JobProgress {
    current = List.copyOf(current);
  }

  /**
   * Adds up what is known of a job.
   *
   * @param tally of its segments
   * @param running segments of this job; others than those under way are passed over
   * @param now by the database's clock
   */
  public static JobProgress of(Tally tally, List<Segment> running, Instant now) {
    var current =
        running.stream()
            .filter(segment -> segment.state().kind() == Kind.RUNNING)
            .flatMap(segment -> CurrentSegment.of(segment, now).stream())
            .toList();
    long done = Math.min(tally.framesDone(), tally.frames());
    var expectation =
        new Expectation(tally.frames() - done, secondsPerFrame(tally, current), current.size());
    return new JobProgress(
        tally.frames(),
        done,
        current.stream().mapToDouble(CurrentSegment::framesPerSecond).sum(),
        expectation.left(),
        current);
  }

  /** What finished segments took; before there is one, what those under way tell. */
  private static OptionalDouble secondsPerFrame(Tally tally, List<CurrentSegment> current) {
    if (tally.measuredFrames() > 0) {
      return OptionalDouble.of(tally.measuredSeconds() / tally.measuredFrames());
    }
    var average =
        current.stream()
            .mapToDouble(CurrentSegment::framesPerSecond)
            .filter(speed -> speed > 0)
            .average();
    return average.isEmpty() ? average : OptionalDouble.of(1 / average.getAsDouble());
  }
}
