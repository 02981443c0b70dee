package dev.jellyscale.config;

import java.io.IOException;
import java.nio.file.Path;

/** A process that holds a data directory until its standard input ends. */
public final class LockHolder {

  private LockHolder() {}

  /** Takes the folder, prints "held" and waits. */
  public static void main(String[] args) throws IOException {
    try (var _ = DataDirectory.open(Path.of(args[0]))) {
      System.out.println("held");
      while (System.in.read() >= 0) {}
    }
  }

  /** Starts such a process and returns when it holds the folder. */
  static Process start(Path folder) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var line = process.inputReader().readLine();
    if (!"held".equals(line)) {
      process.destroyForcibly();
      throw new AssertionError("It does not hold the folder: " + line);
    }
    return process;
  }
}
