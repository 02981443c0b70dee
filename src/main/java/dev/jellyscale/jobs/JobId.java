package dev.jellyscale.jobs;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Name of a job: a UUID of version 7 in lower case. Ids sort as text by the millisecond in which
 * they were made.
 */
public record JobId(String value) implements Comparable<JobId> {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BITS_BESIDE_TIME = 12;
  private static final int TIME_SHIFT = 16;
  private static final long VERSION = 0x7000;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  public JobId {
    if (!FORM.matcher(value).matches()) {
      throw new Invalid("Not the id of a job");
    }
  }

  /** An id that nobody else has, made at {@code now}. */
  public static JobId at(Instant now) {
    long time = now.toEpochMilli() << TIME_SHIFT;
    long high = time | VERSION | RANDOM.nextInt(1 << RANDOM_BITS_BESIDE_TIME);
    long low = (RANDOM.nextLong() >>> 2) | VARIANT;
    return new JobId(new UUID(high, low).toString());
  }

  /** When it was made, in whole milliseconds, by the clock that it was made with. */
  public Instant madeAt() {
    return Instant.ofEpochMilli(UUID.fromString(value).getMostSignificantBits() >>> TIME_SHIFT);
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
