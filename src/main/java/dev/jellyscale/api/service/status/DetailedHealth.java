package dev.jellyscale.api.service.status;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.service.machine.Gpu;
import dev.jellyscale.supervisor.queue.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The contract's answer to {@code GET /health/detailed}, and behind its fields what we say beside
 * it.
 *
 * @param status {@code healthy}, or {@code degraded} where no renderer can take work
 * @param waiting callers that wait for a renderer, by their priority
 */
@JsonNaming(SnakeCaseStrategy.class)
public record DetailedHealth(
    String status,
    Breaker circuitBreaker,
    GpuHealth gpu,
    ModelHealth model,
    Figures metrics,
    Map<String, Integer> waiting,
    List<RendererView> renderers,
    Optional<LastWork> lastWork,
    Optional<String> obstacle) {

  /**
   * Whether work is refused because renderers fail.
   *
   * @param resetSeconds until the next trial
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Breaker(
      boolean open, boolean halfOpen, int consecutiveFailures, int threshold, long resetSeconds) {}

  /**
   * The GPU.
   *
   * @param healthy null where there is none
   * @param error why it is not used
   */
  public record GpuHealth(
      Optional<Boolean> healthy, String name, String memory, Optional<String> error) {}

  /**
   * The loaded model.
   *
   * @param lastError whether its last work failed
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record ModelHealth(
      boolean loaded, Optional<String> name, String type, int inputFrames, boolean lastError) {}

  /** Sums since the node started. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Figures(
      long totalJobs, long totalFailures, double avgTimeMs, double uptimeSeconds) {}

  /** The health now. */
  public static DetailedHealth of(NodeFacts facts) {
    var breaker = facts.breaker();
    return new DetailedHealth(
        facts.canWork() ? "healthy" : "degraded",
        new Breaker(
            breaker.open(),
            breaker.halfOpen(),
            breaker.consecutiveFailures(),
            breaker.threshold(),
            breaker.resetSeconds()),
        gpu(facts),
        new ModelHealth(
            facts.currentModel().isPresent(),
            facts.currentModel(),
            "onnx",
            1,
            breaker.consecutiveFailures() > 0),
        figures(facts.tally()),
        waiting(facts),
        RendererView.of(facts.slots()),
        LastWork.of(facts.tally()),
        facts.obstacle());
  }

  private static GpuHealth gpu(NodeFacts facts) {
    var device = facts.device();
    var first = device.gpus().gpus().stream().findFirst();
    return new GpuHealth(
        first.isEmpty() ? Optional.empty() : Optional.of(device.usingGpu()),
        first.map(Gpu::name).orElse("none"),
        first.map(gpu -> gpu.memory().words()).orElse("none"),
        device.whyNoGpu());
  }

  private static Figures figures(WorkTally tally) {
    var sums = tally.sums();
    var up = Duration.between(tally.since(), Instant.now());
    return new Figures(
        sums.pieces() + sums.failures(),
        sums.failures(),
        sums.meanMilliseconds(),
        up.toMillis() / 1000.0);
  }

  private static Map<String, Integer> waiting(NodeFacts facts) {
    var waiting = new TreeMap<String, Integer>();
    facts
        .queue()
        .waiting()
        .forEach((Priority priority, Integer callers) -> waiting.put(word(priority), callers));
    return waiting;
  }

  private static String word(Priority priority) {
    return priority.name().toLowerCase(Locale.ROOT);
  }
}
