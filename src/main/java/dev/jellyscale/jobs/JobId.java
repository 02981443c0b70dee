package dev.jellyscale.jobs;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.time.Instant;

/** Name of a job: a {@link TimedUuid}, so that ids sort by the time of their making. */
public record JobId(String value) implements Comparable<JobId> {

  public JobId {
    if (!TimedUuid.is(value)) {
      throw new Invalid("Not the id of a job");
    }
  }

  /** An id that nobody else has, made at {@code now}. */
  public static JobId at(Instant now) {
    return new JobId(TimedUuid.at(now));
  }

  /** When it was made, in whole milliseconds, by the clock that it was made with. */
  public Instant madeAt() {
    return TimedUuid.madeAt(value);
  }

  @Override
  public int compareTo(JobId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
