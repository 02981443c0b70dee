package dev.jellyscale.renderer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much of this process is in main memory, by the kernel's own count. */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String NOW = "VmRSS:";
  private static final int BYTES_PER_KIB = 1024;

  private ResidentMemory() {}

  /** Bytes at this moment. */
  static long bytes() {
    try {
      for (var line : Files.readAllLines(STATUS)) {
        if (line.startsWith(NOW)) {
          return Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KIB;
        }
      }
      throw new IllegalStateException(STATUS + " has no " + NOW);
    } catch (IOException e) {
      throw new IllegalStateException("The kernel does not tell how much memory is used", e);
    }
  }
}
