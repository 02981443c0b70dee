package dev.jellyscale.jobs.progress;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.protocol.FrameRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A segment that a node renders at this moment.
 *
 * @param frames of the source
 * @param framesDone of them
 * @param framesPerSecond of the source, over the last seconds; 0: not known yet, or it stands still
 */
public record CurrentSegment(
    Attempt attempt, FrameRange frames, long framesDone, double framesPerSecond) {
  /** A node tells about once a second, or with every frame where these are slower. */
  private static final double FRESH_SECONDS = 10;

  private static final double MISSED_FRAMES = 3;

  /**
   * A segment as it stands.
   *
   * @param now by the database's clock, as the time at which progress was told
   * @return empty where no attempt of it is under way
   */
  public static Optional<CurrentSegment> of(Segment segment, Instant now) {
    return segment
        .attempt()
        .map(
            attempt ->
                new CurrentSegment(
                    attempt,
                    segment.frames(),
                    segment.progress().map(Segment.Progress::frames).orElse(0L),
                    segment.progress().map(told -> speed(told, now)).orElse(0.0)));
  }

  private static double speed(Segment.Progress told, Instant now) {
    if (told.framesPerSecond() <= 0) {
      return 0;
    }
    double age = Duration.between(told.at(), now).toMillis() / 1000.0;
    double patience = Math.max(FRESH_SECONDS, MISSED_FRAMES / told.framesPerSecond());
    return age > patience ? 0 : told.framesPerSecond();
  }

  /**
   * What each node renders, by its name.
   *
   * @param running segments of any jobs; those that no attempt is at are passed over
   */
  public static Map<NodeName, List<CurrentSegment>> byNode(List<Segment> running, Instant now) {
    return running.stream()
        .flatMap(segment -> of(segment, now).stream())
        .collect(
            Collectors.groupingBy(
                current -> current.attempt().node(),
                () -> new TreeMap<>((one, other) -> one.value().compareTo(other.value())),
                Collectors.toList()));
  }
}
