package dev.jellyscale.model.inspect;

import dev.jellyscale.error.JellyscaleException;
import java.nio.file.Path;

/** Inspects files in a process of its own and prints a line for each. */
public final class InspectionProgram {

  private InspectionProgram() {}

  public static void main(String[] files) {
    for (var file : files) {
      System.out.println(line(Path.of(file)));
    }
  }

  private static String line(Path file) {
    try {
      return "facts: " + OnnxInspector.inspect(file).nodes() + " nodes";
    } catch (JellyscaleException e) {
      return "refused: " + e.getMessage();
    }
  }
}
