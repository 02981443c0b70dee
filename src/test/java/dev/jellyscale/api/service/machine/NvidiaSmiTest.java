package dev.jellyscale.api.service.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NvidiaSmiTest {
  @TempDir Path folder;

  private GpuReading read(Path program) {
    return NvidiaSmi.at(program.toString()).read();
  }

  @Test
  void tellsOfAGpuWhatTheDriverTells() throws IOException {
    var reading = read(FakeNvidiaSmi.that(folder, FakeNvidiaSmi.ROW));

    assertThat(reading.problem()).isEmpty();
    assertThat(reading.cuda()).contains("12.8");
    assertThat(reading.driver()).contains("570.86.15");
    assertThat(reading.gpus())
        .singleElement()
        .satisfies(
            gpu -> {
              assertThat(gpu.name()).isEqualTo("NVIDIA H200");
              assertThat(gpu.memory().totalMib()).hasValue(143771);
              assertThat(gpu.memory().freeMib()).hasValue(143131);
              assertThat(gpu.utilisation()).hasValue(17);
              assertThat(gpu.computeCapability()).contains("9.0");
            });
  }

  @Test
  void leavesOutWhatAPartitionedGpuDoesNotTell() throws IOException {
    var row = "1, NVIDIA A100-SXM4-40GB, [N/A], [Not Supported], [N/A], 535.1, [N/A]";

    var gpu = read(FakeNvidiaSmi.that(folder, row)).gpus().getFirst();

    assertThat(gpu.memory()).isEqualTo(new Gpu.Memory(OptionalLong.empty(), OptionalLong.empty()));
    assertThat(gpu.utilisation()).isEqualTo(OptionalInt.empty());
    assertThat(gpu.computeCapability()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No devices were found",
        "0, GPU, 1, 2, 3, 4",
        "0, GPU, 1, 2, 3, 4.1, 9.0, 7",
        "zero, GPU, 1, 2, 3, 4.1, 9.0",
        "0, <b>GPU\u001b[31m, 1, 2, 3, 4.1, 9.0",
        "0, GPU, -1, 2, 3, 4.1, 9.0",
        "0, GPU, 1, 99999999999999999999, 3, 4.1, 9.0",
        "0, GPU, 1, 2, 3, $(id), 9.0"
      })
  void believesNoOtherForm(String row) throws IOException {
    var reading = read(FakeNvidiaSmi.that(folder, row));

    assertThat(reading.gpus()).isEmpty();
    assertThat(reading.problem()).hasValueSatisfying(p -> assertThat(p).startsWith("nvidia-smi"));
  }

  @Test
  void saysWhyTheDriverCannotBeAsked() throws IOException {
    var program =
        FakeNvidiaSmi.running(
            folder, "echo \"NVIDIA-SMI couldn't communicate with the NVIDIA driver.\"; exit 9");

    assertThat(read(program).problem())
        .contains(
            "nvidia-smi does not tell: it ended with status 9: NVIDIA-SMI couldn't communicate with"
                + " the NVIDIA driver.");
  }

  @Test
  void readsNoMoreThanItNeeds() throws IOException {
    var program = FakeNvidiaSmi.running(folder, "exec cat /dev/zero");

    assertThat(read(program).problem()).isPresent();
  }

  @Test
  void waitsForNobodyForEver() throws IOException {
    var program = FakeNvidiaSmi.running(folder, "sleep 600 & wait");

    assertThatThrownBy(() -> ProgramRun.output(List.of(program.toString()), Duration.ofMillis(300)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("did not answer");
  }

  @Test
  void isGivenNoSecretOfThisProcess() throws IOException, InterruptedException {
    var program = FakeNvidiaSmi.running(folder, "env");

    var told = ProgramRun.output(List.of(program.toString()), Duration.ofSeconds(5));

    assertThat(told.lines())
        .allMatch(line -> line.matches("(PATH|LD_LIBRARY_PATH|LC_ALL|PWD|OLDPWD|SHLVL|_)=.*"));
  }

  @Test
  void isMissingOnAMachineWithoutADriver() {
    assertThat(NvidiaSmi.installed(folder.toString())).isEmpty();
  }
}
