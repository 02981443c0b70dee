package dev.jellyscale.api.service.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.form.Form;
import dev.jellyscale.api.service.form.TextForm;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.lifecycle.ModelState;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.supervisor.SlotState;
import dev.jellyscale.supervisor.Supervisor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses the model that pictures are made with. */
@Path("/models/load")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class LoadResource {
  private static final int LAST_DEVICE = 99;

  private final NodeModels models;
  private final CurrentModel current;
  private final Supervisor supervisor;

  LoadResource(NodeModels models, CurrentModel current, Supervisor supervisor) {
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
  record Loaded(
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
   */
  @POST
  public Loaded load(@Context HttpHeaders headers, InputStream body) throws InterruptedException {
    return ModelFailures.answered(
        () -> {
          try (var form = TextForm.read(headers, body)) {
            return load(form);
          }
        });
  }

  private Loaded load(Form form) throws InterruptedException {
    var name = form.required("model_name");
    form.truth("use_gpu", true);
    long device = form.integer("gpu_device_id", 0);
    if (device < 0 || device > LAST_DEVICE) {
      throw ServiceFailure.of(400, "gpu_device_id is from 0 to " + LAST_DEVICE);
    }
    var chosen = current.choose(ModelFailures.id(models.registry(), name));
    var providers = providers();
    var asked = chosen.named().substitutedFor().map(ModelId::value);
    return new Loaded(
        "success",
        chosen.id().value(),
        "onnx",
        models.registry().state(chosen.id()).filter(LoadResource::isOnGpu).isPresent(),
        0,
        providers,
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
        .map(LoadResource::runtimeName)
        .distinct()
        .toList();
  }

  /** A provider as ONNX Runtime's own interfaces name it, in which callers look for CUDA. */
  private static String runtimeName(String compiled) {
    return (compiled.equals("TENSOR_RT") ? "Tensorrt" : compiled) + "ExecutionProvider";
  }
}
