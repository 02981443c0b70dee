package dev.jellyscale.api.upscaler.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.service.models.CurrentModel;
import dev.jellyscale.api.service.status.NodeFacts;
import dev.jellyscale.protocol.ProgramVersion;
import java.util.Optional;

/**
 * What any user may know of the node.
 *
 * @param enablePlugin whether it upscales at all; it answers, so it does
 * @param model that pictures are made with; null where none is loaded
 * @param scaleFactor of that model
 * @param qualityLevel null: there are no levels, a model is as good as it is
 * @param hardwareAcceleration whether a GPU did the last work
 * @param maxConcurrentStreams pieces of work at the same time; more wait
 * @param isProcessing whether anything is being upscaled now
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record FacadeStatus(
    String status,
    boolean enablePlugin,
    Optional<String> model,
    Optional<Integer> scaleFactor,
    Optional<String> qualityLevel,
    boolean hardwareAcceleration,
    int maxConcurrentStreams,
    boolean isProcessing,
    String version) {

  static FacadeStatus of(NodeFacts facts) {
    return new FacadeStatus(
        "running",
        true,
        facts.currentModel(),
        facts.chosen().map(CurrentModel.Chosen::scale),
        Optional.empty(),
        facts.device().usingGpu(),
        facts.slots().size(),
        facts.busy() > 0,
        ProgramVersion.VALUE);
  }
}
