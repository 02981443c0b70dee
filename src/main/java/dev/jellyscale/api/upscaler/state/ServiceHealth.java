package dev.jellyscale.api.upscaler.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.service.status.NodeFacts;
import java.util.List;
import java.util.Optional;

/**
 * Whether the node can work.
 *
 * @param available whether work would be taken now
 * @param latencyMs milliseconds that finding this out took; no other service is asked
 * @param currentModel null where none is loaded
 * @param usingGpu whether a GPU did the last work
 * @param processingCount pieces of work that are being done
 * @param maxConcurrent pieces of work at the same time; more wait
 * @param providers of ONNX Runtime that can be used here
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ServiceHealth(
    boolean success,
    boolean available,
    double latencyMs,
    Optional<String> currentModel,
    boolean usingGpu,
    int processingCount,
    int maxConcurrent,
    List<String> providers) {
  private static final double NANOS = 1e6;
  private static final double TENTHS = 10;

  static ServiceHealth of(NodeFacts facts) {
    long began = System.nanoTime();
    var device = facts.device();
    boolean available = facts.canWork();
    var model = facts.currentModel();
    double milliseconds = (System.nanoTime() - began) / NANOS;
    return new ServiceHealth(
        true,
        available,
        Math.ceil(milliseconds * TENTHS) / TENTHS,
        model,
        device.usingGpu(),
        facts.busy(),
        facts.slots().size(),
        device.providers());
  }
}
