package dev.jellyscale.api.service.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The processor.
 *
 * @param name as it names itself
 * @param cores that this process may use
 */
public record Processor(String name, int cores) {

  /** The processor of this machine, by the kernel's process file system. */
  public static Processor ofThisMachine() {
    var name = line("cpuinfo", "model name").orElse("unknown");
    return new Processor(name, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Resident memory of a process in bytes; 0 where the kernel does not tell.
   *
   * @param process its number, or {@code self}
   */
  public static long residentBytes(String process) {
    return line(process + "/status", "VmRSS")
        .map(text -> Long.parseLong(text.replaceAll("\\D", "")) * 1024)
        .orElse(0L);
  }

  private static Optional<String> line(String file, String key) {
    try (var lines = Files.lines(Path.of("/proc", file))) {
      return lines
          .filter(line -> line.startsWith(key) && line.indexOf(':') > 0)
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException | UncheckedIOException _) {
      return Optional.empty(); // Every caller has a word for what is unknown.
    }
  }
}
