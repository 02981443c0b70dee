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

  private static final Duration LONGEST = Duration.ofDays(10);

  /** Everything. */
  public static final SourceBounds NONE =
      new SourceBounds(Optional.empty(), Optional.empty(), Optional.empty());

  public SourceBounds {
    shortest.ifPresent(SourceBounds::requireLength);
    longest.ifPresent(SourceBounds::requireLength);
    if (shortest.isPresent()
        && longest.isPresent()
        && shortest.get().compareTo(longest.get()) > 0) {
      throw new Invalid("The shortest length is above the longest one");
    }
  }

  /**
   * Lets only lengths of films pass: from nothing to {@code P10D}.
   *
   * @throws Invalid if it is none
   */
  public static Duration requireLength(Duration length) {
    if (length.isNegative() || length.compareTo(LONGEST) > 0) {
      throw new Invalid("A length is between nothing and ten days");
    }
    return length;
  }

  /** Whether a picture fits. */
  boolean admits(Size size) {
    return largest
        .map(box -> size.width() <= box.width() && size.height() <= box.height())
        .orElse(true);
  }
}
