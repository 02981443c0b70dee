package dev.jellyscale.metrics;

import java.util.List;

/** What the node measures. Names and units follow Prometheus; a name that is published stays. */
public enum NodeMeter {
  REQUESTS(
      Kind.COUNTER,
      "jellyscale.requests",
      "answers by route and status",
      "method",
      "route",
      "status"),
  REQUEST_SECONDS(
      Kind.TIMER,
      "jellyscale.request",
      "time from the head of a request to the end of its answer",
      "route"),
  FRAMES(Kind.COUNTER, "jellyscale.frames", "frames that went through a model", "model", "device"),
  INFERENCE_SECONDS(
      Kind.COUNTER,
      "jellyscale.inference.seconds",
      "seconds that this work took, decoding and encoding included",
      "model",
      "device"),
  WORK(
      Kind.COUNTER,
      "jellyscale.work",
      "pictures and parts of videos that are finished",
      "model",
      "device"),
  QUEUE_WAITING(
      Kind.GAUGE, "jellyscale.queue.waiting", "callers that wait for a renderer", "priority"),
  QUEUE_WAIT_SECONDS(
      Kind.TIMER, "jellyscale.queue.wait", "time that callers waited for a renderer", "priority"),
  QUEUE_REFUSED(
      Kind.COUNTER,
      "jellyscale.queue.refused",
      "callers who had to do without a renderer",
      "priority",
      "reason"),
  RENDERER_RESTARTS(
      Kind.COUNTER,
      "jellyscale.renderer.restarts",
      "renderers started after another one ended",
      "slot"),
  RENDERER_WORKING(
      Kind.GAUGE,
      "jellyscale.renderer.working",
      "1 where a renderer can take commands, else 0",
      "slot"),
  GPU_UTILISATION(
      Kind.GAUGE,
      "jellyscale.gpu.utilisation.ratio",
      "part of the last second in which the GPU worked",
      "gpu"),
  GPU_MEMORY_USED(
      Kind.GAUGE, "jellyscale.gpu.memory.used.bytes", "memory of the GPU in use", "gpu"),
  GPU_MEMORY(Kind.GAUGE, "jellyscale.gpu.memory.bytes", "memory of the GPU", "gpu"),
  RESIDENT(
      Kind.GAUGE, "jellyscale.process.resident.bytes", "resident memory of a process", "process"),
  JOBS(Kind.GAUGE, "jellyscale.jobs", "jobs of all nodes of the database", "state"),
  JOB_SEGMENTS(
      Kind.COUNTER,
      "jellyscale.job.segments",
      "segments of jobs that this node has finished, and tries that failed here",
      "model",
      "result"),
  JOB_FRAMES(
      Kind.COUNTER, "jellyscale.job.frames", "frames of the source in finished segments", "model"),
  JOB_WAIT(
      Kind.TIMER, "jellyscale.job.wait", "time from a job's coming to the queue to its planning"),
  IDENTITY_QUESTIONS(
      Kind.COUNTER,
      "jellyscale.identity.questions",
      "questions to Jellyfin about whose a token is",
      "result"),
  NOTIFICATIONS(
      Kind.COUNTER, "jellyscale.notifications", "notifications that have ended", "result"),
  VIEWERS(
      Kind.GAUGE, "jellyscale.viewers", "sessions in Jellyfin that jobs give way to, as last told"),
  GIVING_WAY(
      Kind.GAUGE,
      "jellyscale.giving.way",
      "1 while this node has jobs give way to viewers, else 0");

  /** How a value behaves. */
  public enum Kind {
    /** Only rises. */
    COUNTER,
    /** Rises and falls. */
    GAUGE,
    /** Counts events and sums their seconds. */
    TIMER
  }

  private final Kind kind;
  private final String id;
  private final String description;

  /** Separated by blanks. */
  private final String labels;

  NodeMeter(Kind kind, String id, String description, String... labels) {
    this.kind = kind;
    this.id = id;
    this.description = description;
    this.labels = String.join(" ", labels);
  }

  /** How its value behaves. */
  public Kind kind() {
    return kind;
  }

  /** Its name in Micrometer. */
  public String id() {
    return id;
  }

  /** A few words on what is measured. */
  public String description() {
    return description;
  }

  /** Names of its labels, in the order in which values are given. */
  public List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(" "));
  }

  /**
   * Its name at Prometheus; a timer has {@code _count}, {@code _sum} and {@code _max} behind it.
   */
  public String published() {
    var name = id.replace('.', '_');
    return switch (kind) {
      case COUNTER -> name + "_total";
      case GAUGE -> name;
      case TIMER -> name + "_seconds";
    };
  }
}
