package dev.jellyscale.auth.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts what goes wrong by a key, and has the next attempt wait for longer each time. One that
 * comes too early is not made, and does not count. A key is forgotten after a while without any;
 * while there is no room, new keys share one count, so that a flood makes it stricter. Not
 * thread-safe.
 */
final class Strikes {
  static final int MOST_KEYS = 10_000;
  private static final Duration FORGET = Duration.ofHours(1);
  private static final Duration SWEEP = Duration.ofSeconds(1);
  private static final Duration FIRST = Duration.ofSeconds(1);

  /** Many may share one count, and one of them may never stop: the rest gets through some time. */
  private static final Duration LONGEST_OF_OTHERS = Duration.ofSeconds(30);

  private static final int MOST_DOUBLINGS = 20;
  private static final String OTHERS = "";

  private final int most;
  private final int free;
  private final Duration longest;
  private final Clock clock;
  private final Map<String, Count> counts = new HashMap<>();

  private Instant swept = Instant.EPOCH;

  private record Count(int strikes, Instant next, Instant last) {}

  /**
   * @param free attempts that may go wrong before the first delay
   * @param longest delay
   */
  Strikes(int free, Duration longest, Clock clock) {
    this(free, longest, clock, MOST_KEYS);
  }

  Strikes(int free, Duration longest, Clock clock, int most) {
    this.most = most;
    this.free = free;
    this.longest = longest;
    this.clock = clock;
  }

  /** Whether a key has no place of its own, because too many others have one. */
  boolean isCrowdedOut(String key) {
    return place(key).equals(OTHERS);
  }

  /** How long an attempt has to wait; zero if it may be made now. */
  Duration wait(String key) {
    var count = counts.get(place(key));
    var now = clock.instant();
    return count == null || !now.isBefore(count.next())
        ? Duration.ZERO
        : Duration.between(now, count.next());
  }

  /** Counts an attempt as one that went wrong. */
  void strike(String key) {
    var place = place(key);
    var now = clock.instant();
    var before = counts.get(place);
    int strikes = before == null || isForgotten(before, now) ? 1 : before.strikes() + 1;
    var delay = place.equals(OTHERS) ? shorter(delay(strikes)) : delay(strikes);
    counts.put(place, new Count(strikes, now.plus(delay), now));
  }

  /** Takes one back, which did not go wrong after all. */
  void forgive(String key) {
    counts.computeIfPresent(
        place(key),
        (_, count) ->
            count.strikes() == 1
                ? null
                : new Count(count.strikes() - 1, clock.instant(), count.last()));
  }

  private Duration delay(int strikes) {
    if (strikes < free) {
      return Duration.ZERO;
    }
    var delay = FIRST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, strikes - free));
    return delay.compareTo(longest) > 0 ? longest : delay;
  }

  private static Duration shorter(Duration delay) {
    return delay.compareTo(LONGEST_OF_OTHERS) > 0 ? LONGEST_OF_OTHERS : delay;
  }

  private String place(String key) {
    if (counts.containsKey(key)) {
      return key;
    }
    if (counts.size() >= most) {
      sweep();
    }
    return counts.size() >= most ? OTHERS : key;
  }

  /** At most once a second: with many keys it takes a while. */
  private void sweep() {
    var now = clock.instant();
    if (!now.isBefore(swept.plus(SWEEP))) {
      swept = now;
      counts.values().removeIf(count -> isForgotten(count, now));
    }
  }

  private static boolean isForgotten(Count count, Instant now) {
    return !now.isBefore(count.last().plus(FORGET));
  }
}
