package dev.jellyscale.cli.quality.luma;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.video.baseline.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How originals become what models get: shrunk by antialiased bicubic, rounded to 8 bit, and then,
 * where there is a loss, encoded as one video and decoded.
 *
 * @param scale how many times smaller, at least 1
 */
public record Degradation(int scale, Optional<Loss> loss) {

  /** Pixels on each side of an original that do not count. */
  public int border() {
    return 2 * scale;
  }

  /**
   * The part of a picture that can be shrunk without a rest, and then encoded with 4:2:0 chroma if
   * there is a loss.
   *
   * @param name of the picture, for the failure
   * @throws Invalid if it is too small to be compared
   */
  public LumaImage cropped(String name, LumaImage picture) {
    var cropped = picture.croppedTo(loss.isPresent() ? 2 * scale : scale);
    if (Math.min(cropped.width(), cropped.height()) < 2 * border() + Ssim.WINDOW) {
      throw new Invalid(
          "%s is too small: nothing is left inside of the border of %d pixels that does not count"
              .formatted(name, border()));
    }
    return cropped;
  }

  /**
   * Small versions of successive pictures of one size.
   *
   * @param originals cropped ones, at least one
   */
  public List<LumaImage> small(List<LumaImage> originals) throws InterruptedException {
    var small = new ArrayList<LumaImage>();
    for (var original : originals) {
      int width = original.width() / scale;
      int height = original.height() / scale;
      small.add(PillowBicubic.resize(original, width, height));
    }
    return loss.isPresent() ? Recoding.of(loss.get(), small) : small;
  }
}
