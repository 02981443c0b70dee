package dev.jellyscale.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.cli.doctor.Check.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineCheckupTest {
  @TempDir private Path proc;

  @Test
  void namesTheGpusAndTheirDriver() throws Exception {
    write("driver/nvidia/version", "NVRM version: NVIDIA UNIX x86_64 Kernel Module  570.1\nGCC: 1");
    write("driver/nvidia/gpus/0000:01:00.0/information", "Model: \t NVIDIA L4\nIRQ: 12\n");

    var gpu = check("gpu");

    assertThat(gpu.verdict()).isEqualTo(Verdict.OK);
    assertThat(gpu.detail()).contains("NVIDIA L4", "570.1");
  }

  @Test
  void aMachineWithoutGpuIsNotBroken() {
    assertThat(check("gpu").verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void warnsOfAProcessorWithoutAvx2() throws Exception {
    write("cpuinfo", "model name\t: Old One\nflags\t\t: fpu sse2\n");

    var processor = check("processor");

    assertThat(processor.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(processor.detail()).contains("Old One");
  }

  @Test
  void warnsOfLittleMemory() throws Exception {
    write("meminfo", "MemTotal:        1048576 kB\nMemFree: 1 kB\n");

    var memory = check("memory");

    assertThat(memory.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(memory.detail()).startsWith("1024 MiB");
  }

  @Test
  void aFolderThatCannotBeWrittenToIsAProblem() {
    var checks = new FolderCheckup(Map.of("work", proc.resolve("absent"))).run();

    assertThat(checks).singleElement().extracting(Check::verdict).isEqualTo(Verdict.PROBLEM);
  }

  private Check check(String name) {
    return new MachineCheckup(proc)
        .run().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private void write(String file, String text) throws IOException {
    var path = proc.resolve(file);
    Files.createDirectories(path.resolveSibling("."));
    Files.writeString(path, text);
  }
}
