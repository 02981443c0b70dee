package dev.jellyscale;

import dev.jellyscale.protocol.wire.PictureTask;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real files that tests use and the project does not hold. They lie in the folder that {@code
 * JELLYSCALE_TEST_DATA} names, else in {@code ../shared/data} beside the checkout.
 */
public final class TestFiles {
  private static final String VARIABLE = "JELLYSCALE_TEST_DATA";

  private TestFiles() {}

  /**
   * The file of this name, such as {@code clips/x.mp4}. Where it is absent the test is skipped
   * aloud; it fails only if {@code JELLYSCALE_TEST_DATA} promises it and {@code
   * JELLYSCALE_REQUIRE=all} is set, because a fresh clone has no such files.
   */
  public static Path shared(String name) {
    var promised = System.getenv(VARIABLE);
    var file = Path.of(promised == null ? "../shared/data" : promised).resolve(name);
    if (!Files.exists(file)) {
      if (promised != null) {
        Requires.that(false, "the file " + name + " in the folder " + VARIABLE);
      }
      Requires.skip("This test needs the file " + name + "; name its folder in " + VARIABLE);
    }
    return file.toAbsolutePath().normalize();
  }

  /** A whole file as the picture of a task. */
  public static PictureTask.Source picture(Path file) {
    return new PictureTask.Source(file.toString(), file.toFile().length());
  }
}
