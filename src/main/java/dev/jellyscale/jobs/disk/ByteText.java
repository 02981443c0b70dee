package dev.jellyscale.jobs.disk;

import java.util.Locale;

/** Sizes for people, in powers of ten, as disks are sold. */
final class ByteText {
  private static final long KILO = 1000;

  private ByteText() {}

  /** With one digit behind the point: {@code 12.3 GB}. */
  static String of(long bytes) {
    long unit = KILO;
    for (var name : new String[] {"kB", "MB", "GB"}) {
      if (bytes < unit * KILO) {
        return String.format(Locale.ROOT, "%.1f %s", (double) bytes / unit, name);
      }
      unit *= KILO;
    }
    return String.format(Locale.ROOT, "%.1f TB", (double) bytes / unit);
  }

  /**
   * Rounded down to two digits, so that what changes all the time is told anew only now and then.
   */
  static String about(long bytes) {
    long step = 1;
    while (bytes / step >= 100) {
      step *= 10;
    }
    return of(bytes / step * step);
  }
}
