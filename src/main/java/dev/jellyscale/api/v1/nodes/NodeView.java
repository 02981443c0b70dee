package dev.jellyscale.api.v1.nodes;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.jobs.WorkerNode;
import dev.jellyscale.jobs.progress.CurrentSegment;
import dev.jellyscale.jobs.schedule.ExecutionRunner.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A node as callers see it.
 *
 * @param alive whether it gave a sign of life within the last 16 s; others take its work then
 * @param draining whether it takes nothing new
 * @param slots that render at the same time
 * @param providers that its devices infer by
 * @param devices one line for each
 * @param secondsSilent since its last sign of life
 * @param segments that it renders now
 */
public record NodeView(
    String name,
    String version,
    boolean alive,
    boolean draining,
    int slots,
    List<String> providers,
    List<String> devices,
    Instant startedAt,
    Instant seenAt,
    double secondsSilent,
    List<AtWork> segments) {
  private static final double MILLIS = 1000;

  /**
   * A segment under way.
   *
   * @param fps frames of the source a second; missing where that is not known yet
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record AtWork(
      String job, int segment, int attempt, long frames, long framesDone, OptionalDouble fps) {
    static AtWork of(CurrentSegment current) {
      double fps = current.framesPerSecond();
      return new AtWork(
          current.attempt().job().value(),
          current.attempt().segment().number(),
          current.attempt().number(),
          current.frames().frames(),
          current.framesDone(),
          fps > 0 ? OptionalDouble.of(fps) : OptionalDouble.empty());
    }
  }

  static NodeView of(WorkerNode node, List<CurrentSegment> running, Instant now) {
    var silence = Duration.between(node.seenAt(), now);
    return new NodeView(
        node.name().value(),
        node.version(),
        silence.compareTo(Rhythm.ALIVE) <= 0,
        node.draining(),
        node.slots(),
        node.providers().stream().map(StateWord::of).sorted().toList(),
        node.devices(),
        node.startedAt(),
        node.seenAt(),
        Math.max(0, silence.toMillis() / MILLIS),
        running.stream().map(AtWork::of).toList());
  }
}
