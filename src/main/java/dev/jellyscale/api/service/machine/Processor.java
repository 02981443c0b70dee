package dev.jellyscale.api.service.machine;

import dev.jellyscale.config.ProcFile;
import java.nio.file.Path;

/**
 * The processor.
 *
 * @param name as it names itself
 * @param cores that this process may use
 */
public record Processor(String name, int cores) {

  /** The processor of this machine, by the kernel's process file system. */
  public static Processor ofThisMachine() {
    var name = proc("cpuinfo").value("model name").orElse("unknown");
    return new Processor(name, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Resident memory of a process in bytes; 0 where the kernel does not tell.
   *
   * @param process its number, or {@code self}
   */
  public static long residentBytes(String process) {
    return proc(process + "/status")
        .value("VmRSS")
        .map(text -> Long.parseLong(text.replaceAll("\\D", "")) * 1024)
        .orElse(0L);
  }

  private static ProcFile proc(String name) {
    return new ProcFile(Path.of("/proc", name));
  }
}
