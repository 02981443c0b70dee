package dev.jellyscale.api.v1.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.jobs.Tally;
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
 * @param fps frames a second now; missing where nothing renders or was measured
 * @param secondsLeft by what was measured; missing where nothing renders or was measured
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

  /**
   * By what segments have come to.
   *
   * @param running segments that are being rendered
   */
  static ProgressView of(Tally tally, int running, List<String> devices) {
    var segments = new TreeMap<String, Integer>();
    tally.segments().forEach((state, count) -> segments.put(StateWord.of(state), count));
    var fps = fps(tally, running);
    long left = tally.frames() - tally.framesDone();
    return new ProgressView(
        tally.framesDone(),
        tally.frames(),
        fps,
        fps.isPresent()
            ? OptionalLong.of((long) Math.ceil(left / fps.getAsDouble()))
            : OptionalLong.empty(),
        devices,
        segments);
  }

  private static OptionalDouble fps(Tally tally, int running) {
    return running == 0 || tally.measuredFrames() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(running * tally.measuredFrames() / tally.measuredSeconds());
  }
}
