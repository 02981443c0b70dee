package dev.jellyscale.api.v1.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.jobs.Tally;
import dev.jellyscale.jobs.progress.JobProgress;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How far a job is, by frames.
 *
 * @param framesDone of the source's frames
 * @param frames of the source, all
 * @param fps frames of the source a second now, of all nodes together; missing where nothing was
 *     measured yet, or nothing renders
 * @param secondsLeft until the last frame is rendered; missing like {@code fps}
 * @param devices that have rendered segments of it
 * @param segments how many stand in each state
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ProgressView(
    long framesDone,
    long frames,
    OptionalDouble fps,
    OptionalLong secondsLeft,
    List<String> devices,
    Map<String, Integer> segments) {
  private static final double HUNDRED = 100;

  /**
   * What is known of a job.
   *
   * @param progress by its frames
   * @param tally of its segments
   */
  static ProgressView of(JobProgress progress, Tally tally, List<String> devices) {
    var segments = new TreeMap<String, Integer>();
    tally.segments().forEach((state, count) -> segments.put(StateWord.of(state), count));
    double fps = progress.framesPerSecond();
    return new ProgressView(
        progress.framesDone(),
        progress.frames(),
        fps > 0 ? OptionalDouble.of(rounded(fps)) : OptionalDouble.empty(),
        progress
            .left()
            .map(left -> OptionalLong.of(left.toSeconds()))
            .orElseGet(OptionalLong::empty),
        devices,
        segments);
  }

  /** More digits than these were never measured. */
  static double rounded(double fps) {
    return Math.round(fps * HUNDRED) / HUNDRED;
  }
}
