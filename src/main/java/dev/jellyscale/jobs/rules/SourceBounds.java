package dev.jellyscale.jobs.rules;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelTraits.Size;
import java.time.Duration;
import java.util.Optional;

/**
 * How large and how long a source may be.
 *
 * @param largest box that its picture has to fit into, width in width and height in height: a film
 *     of 1920x800 does not fit into 1280x720, however flat it is
 * @param shortest length; what is shorter stays as it is
 * @param longest length; what is longer stays as it is
 */
public record SourceBounds(
    Optional<Size> largest, Optional<Duration> shortest, Optional<Duration> longest) {

  /** Everything. */
  public static final SourceBounds NONE =
      new SourceBounds(Optional.empty(), Optional.empty(), Optional.empty());

  public SourceBounds {
    if (shortest.filter(SourceBounds::isNegative).isPresent()
        || longest.filter(SourceBounds::isNegative).isPresent()) {
      throw new Invalid("A length of time is not below zero");
    }
    if (shortest.isPresent()
        && longest.isPresent()
        && shortest.get().compareTo(longest.get()) > 0) {
      throw new Invalid("The shortest length is above the longest one");
    }
  }

  private static boolean isNegative(Duration length) {
    return length.isNegative();
  }

  /** Whether a picture fits. */
  boolean admits(Size size) {
    return largest
        .map(box -> size.width() <= box.width() && size.height() <= box.height())
        .orElse(true);
  }
}
