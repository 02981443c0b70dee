package dev.jellyscale.api.access.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One token bucket for each key, for a bounded number of keys. A bucket is forgotten only when it
 * is full again, and tells nothing any more: nobody gets a fresh one by bringing many keys. While
 * there is no room, new keys share one bucket, so that a flood makes the limit stricter.
 */
final class Buckets {
  private static final Duration SWEEP = Duration.ofSeconds(1);

  /** How much at once, and in how long that much comes back. */
  record Limit(int capacity, Duration period) {}

  private final Limit limit;
  private final int mostKeys;
  private final TimeMeter time;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final Bucket shared;
  private long sweptNanos;

  Buckets(Limit limit, int mostKeys, TimeMeter time) {
    this.limit = limit;
    this.mostKeys = mostKeys;
    this.time = time;
    shared = bucket();
    sweptNanos = time.currentTimeNanos();
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(
            bandwidth ->
                bandwidth.capacity(limit.capacity()).refillGreedy(limit.capacity(), limit.period()))
        .withCustomTimePrecision(time)
        .build();
  }

  /** Whether nothing is left for {@code key}; takes nothing. */
  boolean isEmpty(String key) {
    var own = buckets.get(key);
    if (own == null && buckets.size() < mostKeys) {
      return false;
    }
    return (own == null ? shared : own).getAvailableTokens() == 0;
  }

  /** Takes one for {@code key}: zero if there was one, else the time until there is one again. */
  Duration take(String key) {
    var probe = of(key).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  private Bucket of(String key) {
    var own = buckets.get(key);
    if (own != null) {
      return own;
    }
    if (buckets.size() >= mostKeys) {
      sweep();
    }
    return buckets.size() >= mostKeys ? shared : buckets.computeIfAbsent(key, _ -> bucket());
  }

  /** At most once a second: with many keys it takes a while. */
  private synchronized void sweep() {
    long now = time.currentTimeNanos();
    if (now - sweptNanos >= SWEEP.toNanos()) {
      sweptNanos = now;
      buckets.values().removeIf(bucket -> bucket.getAvailableTokens() >= limit.capacity());
    }
  }

  /** How many keys have a bucket of their own. */
  int size() {
    return buckets.size();
  }
}
