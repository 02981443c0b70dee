package dev.jellyscale.cli.doctor;

import dev.jellyscale.config.ProcFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Java, processor, memory and GPU, as the kernel tells them. */
final class MachineCheckup implements Checkup {
  private static final int LEAST_JAVA = 25;
  private static final long LEAST_MEMORY_MIB = 2048;

  private final Path proc;

  /**
   * @param proc where the kernel's process file system is: {@code /proc} but for tests
   */
  MachineCheckup(Path proc) {
    this.proc = proc;
  }

  @Override
  public List<Check> run() {
    return List.of(java(), processor(), memory(), gpu());
  }

  private static Check java() {
    var version = Runtime.version();
    var detail = version + ", " + System.getProperty("java.vendor");
    return version.feature() >= LEAST_JAVA
        ? Check.ok("java", detail)
        : Check.problem("java", detail + ": install a JDK " + LEAST_JAVA + " or newer");
  }

  private Check processor() {
    var model = valueOf("cpuinfo", "model name").orElse("unknown model");
    var flags = List.of(valueOf("cpuinfo", "flags").orElse("").split(" "));
    var vectors = new ArrayList<String>();
    for (var flag : List.of("avx2", "avx512f", "avx512_vnni")) {
      if (flags.contains(flag)) {
        vectors.add(flag);
      }
    }
    int cores = Runtime.getRuntime().availableProcessors();
    var detail = "%d x %s %s".formatted(cores, model, vectors);
    return flags.contains("avx2")
        ? Check.ok("processor", detail)
        : Check.warning("processor", detail + ": without AVX2 inference is slow");
  }

  private Check memory() {
    var total = valueOf("meminfo", "MemTotal").map(MachineCheckup::mebibytes);
    if (total.isEmpty()) {
      return Check.warning("memory", "the kernel does not tell how much there is");
    }
    var detail = total.get() + " MiB";
    return total.get() >= LEAST_MEMORY_MIB
        ? Check.ok("memory", detail)
        : Check.warning("memory", detail + ": 1080p to 2160p needs some 1200 MiB to itself");
  }

  private static long mebibytes(String kibibytes) {
    return Long.parseLong(kibibytes.replaceAll("\\D", "")) / 1024;
  }

  private Check gpu() {
    var driver = valueOf("driver/nvidia/version", "NVRM version");
    if (driver.isEmpty()) {
      return Check.ok("gpu", "no NVIDIA driver is loaded; the processor does the work");
    }
    return Check.ok("gpu", String.join(", ", gpus()) + "; driver " + driver.get());
  }

  private List<String> gpus() {
    var names = new ArrayList<String>();
    try (var folders = Files.newDirectoryStream(proc.resolve("driver/nvidia/gpus"))) {
      for (var folder : folders) {
        valueOf("driver/nvidia/gpus/" + folder.getFileName() + "/information", "Model")
            .ifPresent(names::add);
      }
    } catch (IOException e) {
      names.add("GPUs cannot be listed (" + e.getMessage() + ")");
    }
    return names;
  }

  private Optional<String> valueOf(String file, String key) {
    return new ProcFile(proc.resolve(file)).value(key);
  }
}
