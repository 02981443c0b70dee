package dev.jellyscale.jobs.artwork;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jobs.TimedUuid;
import java.time.Instant;

/** Name of a picture that was enlarged: a {@link TimedUuid}, so that ids sort by time. */
public record ArtworkId(String value) {

  public ArtworkId {
    if (!TimedUuid.is(value)) {
      throw new Invalid("Not the id of a picture");
    }
  }

  /** An id that nobody else has, made at {@code now}. */
  public static ArtworkId at(Instant now) {
    return new ArtworkId(TimedUuid.at(now));
  }

  @Override
  public String toString() {
    return value;
  }
}
