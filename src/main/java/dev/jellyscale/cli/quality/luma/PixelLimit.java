package dev.jellyscale.cli.quality.luma;

import dev.jellyscale.error.JellyscaleException.LimitExceeded;

/** How large pictures may be that are measured: they lie in Java's heap. */
public final class PixelLimit {
  /** Pixels of one picture. */
  public static final long PICTURE = 1L << 25;

  /** Pixels of all pictures that must be there at the same time. */
  public static final long TOGETHER = 1L << 27;

  private PixelLimit() {}

  /**
   * Returns if a picture is small enough.
   *
   * @param name of its file, quoted
   */
  static void requireWithin(String name, int width, int height) {
    if ((long) width * height > PICTURE) {
      throw new LimitExceeded(
          "%s has pictures of %dx%d, but no more than %d pixels are measured"
              .formatted(name, width, height, PICTURE));
    }
  }
}
