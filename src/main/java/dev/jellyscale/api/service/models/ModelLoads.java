package dev.jellyscale.api.service.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.lifecycle.ModelState;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.supervisor.SlotState;
import dev.jellyscale.supervisor.Supervisor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chooses the model that pictures are made with. Failures are those of {@link
 * ModelFailures#answered}.
 */
@Singleton
public class ModelLoads {
  private static final int LAST_DEVICE = 99;

  private final NodeModels models;
  private final CurrentModel current;
  private final Supervisor supervisor;

  ModelLoads(NodeModels models, CurrentModel current, Supervisor supervisor) {
    this.models = models;
    this.current = current;
    this.supervisor = supervisor;
  }

  /**
   * The model is open.
   *
   * @param usingGpu whether it is open on a GPU, whatever was asked for
   * @param providers of ONNX Runtime that the renderers have
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Loaded(
      String status,
      String model,
      String modelType,
      boolean usingGpu,
      int gpuDeviceId,
      List<String> providers,
      Optional<String> substitutedFor,
      Optional<String> substitutedBy) {}

  /**
   * Opens a model, fetching it first where it is not here. The device is that of the renderers,
   * which are told by the operator; a wish for another one changes nothing, and the answer tells
   * what is used.
   *
   * @param name its id, or one that it stands in for
   * @param device 0 to 99
   * @throws ServiceFailure with 400 if there can be no such device
   */
  public Loaded load(String name, long device) throws InterruptedException {
    if (device < 0 || device > LAST_DEVICE) {
      throw ServiceFailure.of(400, "gpu_device_id is from 0 to " + LAST_DEVICE);
    }
    return ModelFailures.answered(() -> loaded(ModelFailures.id(models.registry(), name)));
  }

  private Loaded loaded(ModelId id) throws InterruptedException {
    var chosen = current.choose(id);
    var asked = chosen.named().substitutedFor().map(ModelId::value);
    return new Loaded(
        "success",
        chosen.id().value(),
        "onnx",
        models.registry().state(chosen.id()).filter(ModelLoads::isOnGpu).isPresent(),
        0,
        providers(),
        asked,
        asked.map(_ -> chosen.id().value()));
  }

  private static boolean isOnGpu(ModelState state) {
    return state instanceof ModelState.Loaded(var _, var facts)
        && facts.provider() != ExecutionProvider.CPU;
  }

  private List<String> providers() {
    return supervisor.states().stream()
        .flatMap(
            state ->
                switch (state) {
                  case SlotState.Idle(var hello) -> hello.providers().stream();
                  case SlotState.Busy(var hello, var _) -> hello.providers().stream();
                  default -> Stream.<String>empty();
                })
        .map(ModelLoads::runtimeName)
        .distinct()
        .toList();
  }

  /** A provider as ONNX Runtime's own interfaces name it, in which callers look for CUDA. */
  private static String runtimeName(String compiled) {
    return (compiled.equals("TENSOR_RT") ? "Tensorrt" : compiled) + "ExecutionProvider";
  }
}
