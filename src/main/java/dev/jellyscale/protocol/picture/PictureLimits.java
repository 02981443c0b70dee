package dev.jellyscale.protocol.picture;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import java.util.Map;

/**
 * What protects this machine from a picture: a file of a few bytes may claim any size.
 *
 * @param mostPixels of a source, 1 to 256 million; an upscaled picture may have four times as many
 */
public record PictureLimits(long mostPixels) {
  /** Setting of the node that says how many pixels a picture may have. */
  public static final String MAX_PIXELS = "JELLYSCALE_MAX_PIXELS";

  /** 40 million pixels. */
  public static final PictureLimits DEFAULT = new PictureLimits(40_000_000);

  private static final long LARGEST = 256_000_000;
  private static final int OUTPUT_FACTOR = 4;

  public PictureLimits {
    if (mostPixels < 1 || mostPixels > LARGEST) {
      throw new Invalid(
          "%s=%d is not between 1 and %d pixels".formatted(MAX_PIXELS, mostPixels, LARGEST));
    }
  }

  /**
   * What the environment says, or 40 million pixels.
   *
   * @throws Invalid if it says something that is no number of pixels
   */
  public static PictureLimits of(Map<String, String> environment) {
    var said = environment.get(MAX_PIXELS);
    if (said == null || said.isBlank()) {
      return DEFAULT;
    }
    try {
      return new PictureLimits(Long.parseLong(said.strip()));
    } catch (NumberFormatException e) {
      throw new Invalid(MAX_PIXELS + "=" + said + " is no number of pixels", e);
    }
  }

  /**
   * Returns if a source may be so large.
   *
   * @throws LimitExceeded if not
   */
  public void requireSource(long width, long height) {
    if (width > mostPixels || height > mostPixels || width * height > mostPixels) {
      throw new LimitExceeded(
          "A picture of %dx%d has more than %d pixels".formatted(width, height, mostPixels));
    }
  }

  /**
   * Returns if an upscaled picture may be so large.
   *
   * @throws LimitExceeded if not
   */
  public void requireOutput(long width, long height) {
    long most = OUTPUT_FACTOR * mostPixels;
    if (width > most || height > most || width * height > most) {
      throw new LimitExceeded(
          "The upscaled picture of %dx%d would have more than %d pixels"
              .formatted(width, height, most));
    }
  }
}
