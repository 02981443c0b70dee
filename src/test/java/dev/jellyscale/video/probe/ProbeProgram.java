package dev.jellyscale.video.probe;

import dev.jellyscale.error.JellyscaleException;
import java.nio.file.Path;

/** Probes a file in a process of its own, which may be another user's, and prints the failure. */
final class ProbeProgram {
  private ProbeProgram() {}

  public static void main(String[] arguments) {
    try {
      SourceProbe.probe(Path.of(arguments[0]), ProbeOptions.STRICT);
      System.out.println("accepted");
    } catch (JellyscaleException e) {
      System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
    }
  }
}
