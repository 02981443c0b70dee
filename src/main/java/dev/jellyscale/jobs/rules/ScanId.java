package dev.jellyscale.jobs.rules;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jobs.TimedUuid;
import java.time.Instant;

/** Name of a scan: a {@link TimedUuid}, so that ids sort by the time of their making. */
public record ScanId(String value) {

  public ScanId {
    if (!TimedUuid.is(value)) {
      throw new Invalid("Not the id of a scan");
    }
  }

  /** An id that nobody else has, made at {@code now}. */
  public static ScanId at(Instant now) {
    return new ScanId(TimedUuid.at(now));
  }

  @Override
  public String toString() {
    return value;
  }
}
