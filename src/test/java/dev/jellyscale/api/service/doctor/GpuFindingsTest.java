package dev.jellyscale.api.service.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.api.service.doctor.Finding.Health;
import dev.jellyscale.api.service.machine.Gpu;
import dev.jellyscale.api.service.machine.GpuReading;
import dev.jellyscale.api.service.status.DeviceUse;
import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GpuFindingsTest {
  private static final GpuReading NO_GPU =
      new GpuReading(List.of(), Optional.empty(), Optional.of("nvidia-smi is not installed"));
  private static final GpuReading ONE_GPU =
      new GpuReading(
          List.of(
              new Gpu(
                  0,
                  "NVIDIA T4",
                  new Gpu.Memory(OptionalLong.of(15360), OptionalLong.of(15000)),
                  OptionalInt.of(0),
                  "470.1",
                  Optional.of("7.5"))),
          Optional.of("11.4"),
          Optional.empty());
  private static final List<String> GPU_BUILD = List.of("CPU", "CUDA", "TENSOR_RT");

  private static Optional<DeviceFacts> on(ExecutionProvider provider) {
    return Optional.of(
        new DeviceFacts(provider, Map.of(ExecutionProvider.CUDA, "driver too old"), 1, 1, false));
  }

  private static Finding find(String check, DeviceUse device, boolean driver) {
    return new GpuFindings(device, driver)
        .all().stream().filter(finding -> finding.check().equals(check)).findFirst().orElseThrow();
  }

  @Test
  void aGpuThatIsThereAndCompiledInButIdleIsAFaultOfTheDriver() {
    var device = new DeviceUse(GPU_BUILD, on(ExecutionProvider.CPU), ONE_GPU);

    var finding = find("gpu_provider_active", device, true);

    assertThat(finding.status()).isEqualTo(Health.FAIL);
    assertThat(finding.detail()).contains("driver too old");
    assertThat(finding.fix().orElseThrow()).contains("driver");
    assertThat(find("backend", device, true).status()).isEqualTo(Health.WARN);
  }

  @Test
  void aGpuThatWorksIsWell() {
    var device =
        new DeviceUse(
            GPU_BUILD,
            Optional.of(new DeviceFacts(ExecutionProvider.CUDA, Map.of(), 1, 1, false)),
            ONE_GPU);

    assertThat(new GpuFindings(device, true).all())
        .extracting(Finding::status)
        .containsOnly(Health.OK);
  }

  @Test
  void aBuildForProcessorsOnAMachineWithAGpuIsWarnedOf() {
    var device = new DeviceUse(List.of("CPU"), on(ExecutionProvider.CPU), ONE_GPU);

    assertThat(find("gpu_provider_active", device, true).status()).isEqualTo(Health.WARN);
    assertThat(find("onnx_provider_pkg", device, true).fix().orElseThrow()).contains("CUDA");
  }

  @Test
  void aMachineWithoutAGpuIsWell() {
    var device = new DeviceUse(List.of("CPU"), Optional.empty(), NO_GPU);

    assertThat(new GpuFindings(device, false).all())
        .extracting(Finding::status)
        .containsOnly(Health.OK);
  }

  @Test
  void aDriverWithoutADeviceIsNotPassedOn() {
    var device = new DeviceUse(List.of("CPU"), Optional.empty(), NO_GPU);

    assertThat(find("device_passthrough", device, true).fix().orElseThrow()).contains("--gpus");
  }
}
