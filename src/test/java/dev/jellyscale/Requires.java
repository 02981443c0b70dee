package dev.jellyscale;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs from the machine it runs on. Where it is missing the test is skipped and says
 * so on standard error; with {@code JELLYSCALE_REQUIRE=all} in the environment it fails instead, so
 * that a skip cannot hide where everything was promised to be there.
 */
public final class Requires {
  private static final String STRICT = "all";

  private Requires() {}

  /** Goes on only where a program of this name is on the {@code PATH}. */
  public static void program(String name) {
    that(isOnPath(name), "the program " + name);
  }

  /** Goes on only as root, which may mount, change owners and drop privileges. */
  public static void root() {
    that("root".equals(System.getProperty("user.name")), "root privileges");
  }

  /**
   * Goes on only where {@code present}.
   *
   * @param what is missing otherwise, as the object of "needs"
   */
  public static void that(boolean present, String what) {
    if (present) {
      return;
    }
    if (STRICT.equals(System.getenv("JELLYSCALE_REQUIRE"))) {
      Assertions.fail(
          "This test needs " + what + ", and JELLYSCALE_REQUIRE=all forbids to skip it");
    }
    skip("This test needs " + what);
  }

  /** Ends the test without a verdict, aloud. */
  static void skip(String reason) {
    System.err.println("SKIPPED: " + reason);
    Assumptions.abort(reason);
  }

  private static boolean isOnPath(String name) {
    for (var folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(folder, name))) {
        return true;
      }
    }
    return false;
  }
}
