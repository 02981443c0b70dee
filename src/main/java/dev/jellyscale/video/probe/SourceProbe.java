package dev.jellyscale.video.probe;

import java.nio.file.Path;

/** Finds out what a source holds and refuses what cannot be worked with. */
public final class SourceProbe {
  private SourceProbe() {}

  /**
   * Looks at a file: opens it with the allowlists, reads all its packets once, and decodes the
   * first frames of the main video.
   *
   * @throws dev.jellyscale.error.JellyscaleException.NotFound if there is no such file
   * @throws dev.jellyscale.error.JellyscaleException.Invalid if it is a folder or no regular file
   * @throws dev.jellyscale.error.JellyscaleException.Denied if it may not be read
   * @throws dev.jellyscale.error.JellyscaleException.NotVideo if it holds no video
   * @throws dev.jellyscale.error.JellyscaleException.Damaged if bytes are missing or broken, unless
   *     that is allowed and something is left
   * @throws dev.jellyscale.error.JellyscaleException.Unsupported if it is a sound video of a kind
   *     that is not handled
   * @throws dev.jellyscale.error.JellyscaleException.LimitExceeded if it is larger than a limit
   */
  public static ProbedSource probe(Path source, ProbeOptions options) {
    if (!options.allowDamaged()) {
      throw new IllegalStateException("Probing follows: " + source);
    }
    throw new IllegalStateException("Probing of damaged sources follows: " + source);
  }
}
