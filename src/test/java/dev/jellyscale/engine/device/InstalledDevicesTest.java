package dev.jellyscale.engine.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledDevicesTest {
  @TempDir Path system;

  @Test
  void gpusAndProcessorAreCalledWhatDriverAndKernelCallThem() throws IOException {
    Files.writeString(
        system.resolve("cpuinfo"), "processor\t: 0\nmodel name\t: Some CPU @ 3.0GHz\n");
    gpu("0000:02:00.0", "Model: \t\t NVIDIA L4\nIRQ:   \t\t 17\n");
    gpu("0000:01:00.0", "Model: \t\t NVIDIA H200\nIRQ:   \t\t 16\n");
    gpu("0000:03:00.0", "IRQ:   \t\t 16\n");

    var devices = new InstalledDevices(system);

    assertThat(devices.processor()).isEqualTo("Some CPU @ 3.0GHz");
    assertThat(devices.gpus()).containsExactly("NVIDIA H200", "NVIDIA L4");
  }

  private void gpu(String place, String information) throws IOException {
    var folder = Files.createDirectories(system.resolve("driver/nvidia/gpus").resolve(place));
    Files.writeString(folder.resolve("information"), information);
  }

  @Test
  void whatIsNotToldHasTheNameOfItsArchitecture() {
    var devices = new InstalledDevices(system);

    assertThat(devices.processor()).isEqualTo(System.getProperty("os.arch"));
    assertThat(devices.gpus()).isEmpty();
  }
}
