package dev.jellyscale.api.upscaler.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.service.status.NodeFacts;
import java.util.Optional;

/**
 * What happens where a model fails: the work fails, and nothing is put in its place.
 *
 * @param serviceAvailable whether work would be taken now
 * @param currentModel null where none is loaded
 * @param usingGpu whether a GPU did the last work
 * @param fallbackEnabled false
 * @param fallbackReason null
 * @param gpuUnusedReason why no GPU does the work; null where one does
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record FallbackReport(
    boolean success,
    boolean serviceAvailable,
    Optional<String> currentModel,
    boolean usingGpu,
    boolean fallbackEnabled,
    Optional<String> fallbackReason,
    Optional<String> gpuUnusedReason) {

  static FallbackReport of(NodeFacts facts) {
    var device = facts.device();
    return new FallbackReport(
        true,
        facts.canWork(),
        facts.currentModel(),
        device.usingGpu(),
        false,
        Optional.empty(),
        device.whyNoGpu());
  }
}
