package dev.jellyscale.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Lets an existing file whose name begins with one dash be named like any other. */
final class DashFileName {

  private DashFileName() {}

  /** {@code argument}, or the same file named so that no parser takes it for an option. */
  static String asOperand(String argument) {
    boolean singleDash = argument.length() > 2 && argument.startsWith("-");
    if (!singleDash || argument.startsWith("--")) {
      return argument;
    }
    try {
      return Files.exists(Path.of(argument)) ? "./" + argument : argument;
    } catch (InvalidPathException _) {
      return argument; // No name of a file: the parser will say what is wrong with it.
    }
  }
}
