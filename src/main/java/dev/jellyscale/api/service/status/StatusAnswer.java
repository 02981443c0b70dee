package dev.jellyscale.api.service.status;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.ProgramVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The contract's answer to {@code GET /status}, and behind its fields what we say beside it.
 *
 * @param availableProviders compiled in, and not found unable to run here
 * @param processingCount commands that renderers work on
 * @param maxConcurrent commands that can be worked on at the same time; more wait
 * @param inputFrames pictures that the model needs for one
 * @param gpuUnusedReason why no GPU does the work; null where one does
 */
@JsonNaming(SnakeCaseStrategy.class)
record StatusAnswer(
    String status,
    String version,
    Optional<String> currentModel,
    String modelType,
    List<String> availableProviders,
    boolean usingGpu,
    List<String> loadedModels,
    int processingCount,
    int maxConcurrent,
    boolean onnxAvailable,
    OptionalInt modelScale,
    boolean cudaAvailable,
    boolean tensorrtAvailable,
    int inputFrames,
    boolean useFp16,
    boolean apiTokenConfigured,
    boolean converterAvailable,
    boolean authEnabled,
    int managedTokens,
    SceneChanges sceneChangeDetection,
    boolean hdrSupported,
    Optional<String> gpuUnusedReason,
    Optional<LastWork> lastWork,
    Library libraries,
    List<RendererView> renderers) {

  /** Detection of cuts, which nothing here needs: every picture is upscaled by itself. */
  record SceneChanges(boolean enabled, double threshold) {}

  static StatusAnswer of(NodeFacts facts, DoorFacts door) {
    var model = facts.chosen();
    var id = facts.currentModel();
    var device = facts.device();
    return new StatusAnswer(
        "running",
        ProgramVersion.VALUE,
        id,
        "onnx",
        device.providers(),
        device.usingGpu(),
        id.stream().toList(),
        facts.busy(),
        facts.slots().size(),
        facts.renderer().isPresent(),
        model.map(chosen -> OptionalInt.of(chosen.scale())).orElse(OptionalInt.empty()),
        device.offers(ExecutionProvider.CUDA),
        device.offers(ExecutionProvider.TENSORRT),
        1,
        device.device().filter(on -> on.provider() == ExecutionProvider.TENSORRT).isPresent(),
        door.apiToken(),
        false,
        door.closed(),
        door.managedTokens(),
        new SceneChanges(false, 0),
        true,
        device.whyNoGpu(),
        LastWork.of(facts.tally()),
        Library.of(facts),
        RendererView.of(facts.slots()));
  }
}
