package dev.jellyscale.jobs.publish.errand;

import java.time.Duration;
import java.util.List;

/**
 * When errands are tried.
 *
 * @param rhythm time between two looks at what is due
 * @param scan how long Jellyfin has to look at a new file before its item is looked for
 * @param waits after each try that failed; the last one is for all that follow
 * @param most after so long an errand is given up
 */
public record ErrandTimes(Duration rhythm, Duration scan, List<Duration> waits, Duration most) {

  /** Jellyfin looks at a changed folder a minute after it heard of it, and scans for a while. */
  public static final ErrandTimes USUAL =
      new ErrandTimes(
          Duration.ofSeconds(1),
          Duration.ofSeconds(75),
          List.of(
              Duration.ofSeconds(15),
              Duration.ofSeconds(30),
              Duration.ofMinutes(1),
              Duration.ofMinutes(2),
              Duration.ofMinutes(5),
              Duration.ofMinutes(15),
              Duration.ofMinutes(30)),
          Duration.ofDays(3));

  public ErrandTimes {
    waits = List.copyOf(waits);
  }

  /** How long to wait after a try, counted from 1, that failed. */
  Duration after(int tries) {
    return waits.get(Math.min(tries, waits.size()) - 1);
  }
}
