package dev.jellyscale.engine.device;

import dev.jellyscale.config.ProcFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names of what this machine can infer by, as kernel and driver tell them; no library is loaded
 * for that.
 *
 * @param system the kernel's process file system
 */
public record InstalledDevices(Path system) {
  private static final int MOST = 64;

  /** Of this machine. */
  public InstalledDevices() {
    this(Path.of("/proc"));
  }

  /** Name of the processor; its architecture where the kernel tells no name. */
  public String processor() {
    return value(system.resolve("cpuinfo"), "model name")
        .orElseGet(() -> System.getProperty("os.arch"));
  }

  /** Names of the GPUs that NVIDIA's driver serves; none without such a driver. */
  public List<String> gpus() {
    try (Stream<Path> gpus = Files.list(system.resolve("driver/nvidia/gpus"))) {
      return gpus.sorted()
          .limit(MOST)
          .flatMap(gpu -> value(gpu.resolve("information"), "Model").stream())
          .toList();
    } catch (IOException | UncheckedIOException _) {
      return List.of(); // There is no driver, or it does not tell.
    }
  }

  private static Optional<String> value(Path file, String key) {
    return new ProcFile(file).value(key).filter(value -> !value.isEmpty());
  }
}
