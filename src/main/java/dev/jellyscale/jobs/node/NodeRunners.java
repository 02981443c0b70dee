package dev.jellyscale.jobs.node;

import dev.jellyscale.jobs.schedule.ExecutionKind;
import dev.jellyscale.jobs.schedule.ExecutionRunner;
import dev.jellyscale.jobs.schedule.ExecutionRunner.Place;
import dev.jellyscale.jobs.schedule.ExecutionRunner.Rhythm;
import dev.jellyscale.jobs.schedule.ExecutionRunner.Table;
import dev.jellyscale.jobs.schedule.ExecutionWork;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a node picks: segments that its devices render, and file work beside them.
 *
 * @param devices as many at a time as there are slots
 * @param files plans, checks and joins
 */
record NodeRunners(ExecutionRunner devices, ExecutionRunner files) {
  private static final int FILE_THREADS = 2;

  /**
   * Whose runners they are.
   *
   * @param name unique among all starts of all nodes
   * @param providers that its slots infer by
   */
  record Owner(String name, Set<ExecutionProvider> providers, int slots, Rhythm rhythm) {}

  /**
   * Runners that pick nothing yet.
   *
   * @param changed told whenever an execution has ended
   */
  static NodeRunners of(Owner owner, Table table, ExecutionWork work, Runnable changed) {
    var segments =
        owner.providers().stream()
            .map(ExecutionKind::rendering)
            .collect(Collectors.toUnmodifiableSet());
    var others = EnumSet.allOf(ExecutionKind.class);
    others.removeIf(ExecutionKind::renders);
    var devices = new Place(owner.name() + "-devices", segments, owner.slots(), owner.rhythm());
    var files = new Place(owner.name() + "-files", others, FILE_THREADS, owner.rhythm());
    return new NodeRunners(
        new ExecutionRunner(table, devices, work, changed),
        new ExecutionRunner(table, files, work, changed));
  }

  private List<ExecutionRunner> both() {
    return List.of(devices, files);
  }

  /** Begin to pick. */
  void start() {
    both().forEach(ExecutionRunner::start);
  }

  /** Pick nothing until {@link #goOn}; what has begun goes on. */
  void pause() {
    both().forEach(ExecutionRunner::pause);
  }

  /** Pick again. */
  void goOn() {
    both().forEach(ExecutionRunner::goOn);
  }

  /** Look at the table now. */
  void look() {
    both().forEach(ExecutionRunner::look);
  }
}
