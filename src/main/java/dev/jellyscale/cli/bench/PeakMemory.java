package dev.jellyscale.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that this process had in main memory, by the kernel's own count. */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final String PEAK = "VmHWM:";

  // Documented in proc_pid_clear_refs(5): forgets the peak up to now.
  private static final String FORGET_PEAK = "5";

  private PeakMemory() {}

  /**
   * Begins to count anew.
   *
   * @return false where the kernel does not allow it; then the peak is that of the process's life
   */
  static boolean restart() {
    try {
      Files.writeString(CLEAR, FORGET_PEAK);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Peak of the resident set in MiB. */
  static long mebibytes() throws IOException {
    for (var line : Files.readAllLines(STATUS)) {
      if (line.startsWith(PEAK)) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException(STATUS + " has no " + PEAK);
  }
}
