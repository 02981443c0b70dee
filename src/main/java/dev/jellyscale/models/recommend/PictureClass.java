package dev.jellyscale.models.recommend;

import dev.jellyscale.model.ModelTraits.Size;
import java.util.Arrays;

/**
 * The smallest usual box that a displayed picture fits into: 1920x800 is 1080p, because a wide film
 * fills the width of that box and not its height.
 */
enum PictureClass {
  /** Up to PAL of 16:9 with square pixels. */
  SD("SD", 1024, 576, 4),
  P720("720p", 1280, 720, 2),
  P1080("1080p", 1920, 1080, 2),
  P1440("1440p", 2560, 1440, 2),
  /** And everything larger. */
  P2160("2160p", Integer.MAX_VALUE, Integer.MAX_VALUE, 1);

  private final String label;
  private final int width;
  private final int height;
  private final int wanted;

  PictureClass(String label, int width, int height, int wanted) {
    this.label = label;
    this.width = width;
    this.height = height;
    this.wanted = wanted;
  }

  static PictureClass of(Size picture) {
    return Arrays.stream(values())
        .filter(box -> picture.width() <= box.width && picture.height() <= box.height)
        .findFirst()
        .orElse(P2160);
  }

  /** How many times larger pictures of the class shall be, room in the target given. */
  int wanted() {
    return wanted;
  }

  /** Whether pictures of the class are enlarged at all. */
  boolean isEnlarged() {
    return wanted > 1;
  }

  /** Whether a model of a scale is of use to the class: one of more would waste its work. */
  boolean isServedBy(int scale) {
    return scale > 1 && scale <= wanted;
  }

  @Override
  public String toString() {
    return label;
  }
}
