package dev.jellyscale.video.remux;

import java.nio.file.Path;

/** Reads a finished file as a player would, before it gets its final name. */
public final class OutputVerifier {
  private OutputVerifier() {}

  /**
   * Returns if every planned stream is there, the video has exactly the frames of the segments at
   * their times, and all of it decodes without error.
   *
   * @throws dev.jellyscale.error.JellyscaleException.VerificationFailed if not
   */
  public static void verify(Path file, AssemblySpec spec) {
    if (!spec.segments().isEmpty()) {
      throw new IllegalStateException("Verifying " + file + " follows: " + spec.segments());
    }
  }
}
