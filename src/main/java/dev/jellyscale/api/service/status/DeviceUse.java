package dev.jellyscale.api.service.status;

import dev.jellyscale.api.service.machine.GpuReading;
import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a GPU does the work, and why not.
 *
 * @param compiled execution providers in the renderer's build of ONNX Runtime; empty where no
 *     renderer has run yet
 * @param device where the last work ran; empty where there was none
 */
public record DeviceUse(List<String> compiled, Optional<DeviceFacts> device, GpuReading gpus) {
  private static final Set<String> GPU_PROVIDERS = Set.of("CUDA", "TENSOR_RT");

  public DeviceUse {
    compiled = List.copyOf(compiled);
  }

  /** Whether the last work ran on a GPU. */
  public boolean usingGpu() {
    return device.isPresent() && device.get().provider() != ExecutionProvider.CPU;
  }

  /** Whether this build of ONNX Runtime could use a GPU at all. */
  public boolean hasGpuProvider() {
    return compiled.stream().anyMatch(GPU_PROVIDERS::contains);
  }

  /**
   * Names of the providers, as ONNX Runtime itself spells them, that were compiled in and have not
   * been found unable to run here.
   */
  public List<String> providers() {
    var names = new ArrayList<String>();
    for (var provider : ExecutionProvider.values()) {
      boolean refused = device.isPresent() && device.get().refused().containsKey(provider);
      if (compiled.contains(compiledName(provider)) && !refused) {
        names.add(runtimeName(provider));
      }
    }
    return names;
  }

  /** The same names for all that were compiled in. */
  public List<String> compiledProviders() {
    return Arrays.stream(ExecutionProvider.values())
        .filter(provider -> compiled.contains(compiledName(provider)))
        .map(DeviceUse::runtimeName)
        .toList();
  }

  /** The same for the one that did the last work; empty before there was any. */
  public Optional<String> activeProvider() {
    return device.map(facts -> runtimeName(facts.provider()));
  }

  private static String compiledName(ExecutionProvider provider) {
    return provider == ExecutionProvider.TENSORRT ? "TENSOR_RT" : provider.name();
  }

  private static String runtimeName(ExecutionProvider provider) {
    return switch (provider) {
      case TENSORRT -> "TensorrtExecutionProvider";
      case CUDA -> "CUDAExecutionProvider";
      case CPU -> "CPUExecutionProvider";
    };
  }

  /** Whether a provider may be used, as far as that is known. */
  public boolean offers(ExecutionProvider provider) {
    return providers().contains(runtimeName(provider));
  }

  /** Why no GPU does the work; empty where one does. */
  public Optional<String> whyNoGpu() {
    if (usingGpu()) {
      return Optional.empty();
    }
    if (compiled.isEmpty()) {
      return Optional.of("No renderer has started yet, so that nothing is known");
    }
    if (!hasGpuProvider()) {
      return Optional.of("This build of ONNX Runtime is for processors alone" + seen());
    }
    if (device.isPresent()) {
      return Optional.of(refusals(device.get()));
    }
    return Optional.of("Nothing has been upscaled yet, so that the GPU was not tried" + seen());
  }

  private String seen() {
    return gpus.gpus().isEmpty()
        ? gpus.problem().map(problem -> "; " + problem).orElse("; the driver knows no GPU")
        : "; this machine has " + gpus.gpus().getFirst().name();
  }

  private static String refusals(DeviceFacts device) {
    var words = new ArrayList<String>();
    device.refused().forEach((provider, why) -> words.add(runtimeName(provider) + ": " + why));
    return words.isEmpty() ? "The processor was asked for" : String.join("; ", words);
  }
}
