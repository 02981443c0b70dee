package dev.jellyscale.cli.upscale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person watches the standard error stream. */
public final class Terminal {
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /** True if it is a terminal, false if it is a file, a pipe or unknown. */
  public static boolean isWatched() {
    try {
      var target = Files.readSymbolicLink(STANDARD_ERROR).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException _) {
      return false; // No such view of the process: plain lines are right everywhere.
    }
  }
}
