package dev.jellyscale.jobs.notify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a delivery that has failed is tried again. */
public final class RetryTimes {
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2));

  /** The longest wait that a target may ask for. */
  private static final Duration LONGEST = WAITS.getLast();

  private RetryTimes() {}

  /** Whether a try, counted from 1, is one too many: the senders before it ended without a word. */
  public static boolean isTooMany(int tries) {
    return tries > WAITS.size() + 1;
  }

  /**
   * How long to wait after a try.
   *
   * @param tries so far, at least 1
   * @param wish of the target; counts where it is longer
   * @return empty: it was the last one
   */
  public static Optional<Duration> wait(int tries, Optional<Duration> wish) {
    if (tries > WAITS.size()) {
      return Optional.empty();
    }
    var ours = WAITS.get(tries - 1);
    var theirs = wish.orElse(ours);
    var longer = theirs.compareTo(ours) > 0 ? theirs : ours;
    return Optional.of(longer.compareTo(LONGEST) > 0 ? LONGEST : longer);
  }
}
