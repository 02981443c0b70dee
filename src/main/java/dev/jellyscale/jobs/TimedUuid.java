package dev.jellyscale.jobs;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** UUIDs of version 7 (RFC 9562): as text they sort by the millisecond in which they were made. */
public final class TimedUuid {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BITS_BESIDE_TIME = 12;
  private static final int TIME_SHIFT = 16;
  private static final long VERSION = 0x7000;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private TimedUuid() {}

  /** One that nobody else has, in lower case. */
  public static String at(Instant now) {
    long time = now.toEpochMilli() << TIME_SHIFT;
    long high = time | VERSION | RANDOM.nextInt(1 << RANDOM_BITS_BESIDE_TIME);
    long low = (RANDOM.nextLong() >>> 2) | VARIANT;
    return new UUID(high, low).toString();
  }

  /** Whether a text is one, in lower case. */
  public static boolean is(String text) {
    return FORM.matcher(text).matches();
  }

  /** When one was made, in whole milliseconds, by the clock that it was made with. */
  static Instant madeAt(String text) {
    return Instant.ofEpochMilli(UUID.fromString(text).getMostSignificantBits() >>> TIME_SHIFT);
  }
}
