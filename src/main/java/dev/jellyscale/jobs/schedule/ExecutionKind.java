package dev.jellyscale.jobs.schedule;

import dev.jellyscale.protocol.ExecutionProvider;
import java.util.Arrays;
import java.util.Optional;

/**
 * What an execution does. Its name in the scheduler's table is a capability: a node registers the
 * names that it can serve, and leaves the others to other nodes.
 */
public enum ExecutionKind {
  /** Looks at the source of a job. */
  PLAN("plan"),
  /** Renders a segment on a CPU. */
  SEGMENT_CPU("segment-cpu"),
  /** Renders a segment by CUDA. */
  SEGMENT_CUDA("segment-cuda"),
  /** Renders a segment by TensorRT. */
  SEGMENT_TENSORRT("segment-tensorrt"),
  /** Checks a segment's file. */
  CHECK("check"),
  /** Joins the segments of a job, and publishes the result. */
  ASSEMBLE("assemble");

  private final String task;

  ExecutionKind(String task) {
    this.task = task;
  }

  /** Its name in the scheduler's table. */
  public String task() {
    return task;
  }

  /** The kind of this name; empty where it is another program's. */
  static Optional<ExecutionKind> ofTask(String task) {
    return Arrays.stream(values()).filter(kind -> kind.task.equals(task)).findFirst();
  }

  /** Rendering by a provider. */
  public static ExecutionKind rendering(ExecutionProvider provider) {
    return switch (provider) {
      case CPU -> SEGMENT_CPU;
      case CUDA -> SEGMENT_CUDA;
      case TENSORRT -> SEGMENT_TENSORRT;
    };
  }

  /** Whether it takes a device's slot. */
  public boolean renders() {
    return this == SEGMENT_CPU || this == SEGMENT_CUDA || this == SEGMENT_TENSORRT;
  }
}
