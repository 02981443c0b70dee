package dev.jellyscale.video.request;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.time.Duration;
import java.util.Optional;

/**
 * A part of the source.
 *
 * @param from time behind the first frame of the video
 * @param length empty: to the end
 */
public record Preview(Duration from, Optional<Duration> length) {

  public Preview {
    if (from.isNegative() || length.filter(d -> !d.isPositive()).isPresent()) {
      throw new Invalid("A preview begins at 0 or later and lasts longer than 0");
    }
  }
}
