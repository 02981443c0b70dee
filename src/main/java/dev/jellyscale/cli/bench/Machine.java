package dev.jellyscale.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine that a figure belongs to. */
public final class Machine {
  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
  private static final Path LOAD = Path.of("/proc/loadavg");

  private Machine() {}

  /** Cores and model of the processor. */
  public static String name() throws IOException {
    try (var lines = Files.lines(PROCESSOR)) {
      var model =
          lines
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst()
              .orElse("unknown processor");
      return Runtime.getRuntime().availableProcessors() + " x " + model;
    }
  }

  /** What else it does: processes that want a core, on average over the last minute. */
  public static double load() throws IOException {
    var words = Files.readString(LOAD).split(" ", 2);
    return Double.parseDouble(words[0]);
  }
}
