package dev.jellyscale.api.service.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.api.service.machine.Gpu;
import dev.jellyscale.api.service.machine.GpuReading;
import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeviceUseTest {
  private static final GpuReading NONE =
      new GpuReading(List.of(), Optional.empty(), Optional.of("nvidia-smi is not installed"));
  private static final GpuReading ONE =
      new GpuReading(
          List.of(
              new Gpu(
                  0,
                  "NVIDIA H200",
                  new Gpu.Memory(OptionalLong.of(143771), OptionalLong.of(143000)),
                  OptionalInt.of(0),
                  "570.86",
                  Optional.of("9.0"))),
          Optional.of("12.8"),
          Optional.empty());
  private static final List<String> GPU_BUILD = List.of("CPU", "CUDA", "TENSOR_RT");

  private static Optional<DeviceFacts> ran(
      ExecutionProvider provider, Map<ExecutionProvider, String> refused) {
    return Optional.of(new DeviceFacts(provider, refused, 1, 1, false));
  }

  @Test
  void aGpuThatDidTheLastWorkIsInUse() {
    var use =
        new DeviceUse(
            GPU_BUILD,
            ran(ExecutionProvider.CUDA, Map.of(ExecutionProvider.TENSORRT, "no library")),
            ONE);

    assertThat(use.usingGpu()).isTrue();
    assertThat(use.whyNoGpu()).isEmpty();
    assertThat(use.providers()).containsExactly("CUDAExecutionProvider", "CPUExecutionProvider");
  }

  @Test
  void aProviderThatRefusedIsNotOffered() {
    var use =
        new DeviceUse(
            GPU_BUILD,
            ran(ExecutionProvider.CPU, Map.of(ExecutionProvider.CUDA, "libcudnn is missing")),
            ONE);

    assertThat(use.offers(ExecutionProvider.CUDA)).isFalse();
    assertThat(use.whyNoGpu()).contains("CUDAExecutionProvider: libcudnn is missing");
  }

  @Test
  void aBuildForProcessorsSaysSoAndWhatItMisses() {
    var use = new DeviceUse(List.of("CPU"), Optional.empty(), ONE);

    assertThat(use.whyNoGpu())
        .contains(
            "This build of ONNX Runtime is for processors alone; this machine has NVIDIA H200");
  }

  @Test
  void withoutWorkAGpuIsNotSaidToBeInUse() {
    var use = new DeviceUse(GPU_BUILD, Optional.empty(), NONE);

    assertThat(use.usingGpu()).isFalse();
    assertThat(use.whyNoGpu().orElseThrow()).contains("was not tried", "not installed");
  }

  @Test
  void withoutARendererNothingIsKnown() {
    var use = new DeviceUse(List.of(), Optional.empty(), NONE);

    assertThat(use.providers()).isEmpty();
    assertThat(use.whyNoGpu().orElseThrow()).startsWith("No renderer has started");
  }
}
