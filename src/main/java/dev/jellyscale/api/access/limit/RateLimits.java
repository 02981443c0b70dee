package dev.jellyscale.api.access.limit;

import dev.jellyscale.api.access.limit.Buckets.Limit;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What may be done only so often, or by so many at once. Inference is not among it. */
public final class RateLimits {
  /** Wrong tokens from one address in a minute. */
  public static final int WRONG_TOKENS = 10;

  /** Downloads that one caller begins in ten minutes. */
  public static final int DOWNLOADS_BEGUN = 60;

  private static final Limit FAILURES = new Limit(WRONG_TOKENS, Duration.ofMinutes(1));
  private static final Limit DOWNLOADS = new Limit(DOWNLOADS_BEGUN, Duration.ofMinutes(10));

  /** Frames and pictures that one caller has upscaled by the facade. */
  static final Limit FRAMES = new Limit(10, Duration.ofMinutes(1));

  /** Streams of events that one caller opens. */
  private static final Limit STREAMS = new Limit(30, Duration.ofMinutes(1));

  /** Streams of events that one caller holds open. */
  static final int OPEN_STREAMS = 8;

  private static final int MOST_ADDRESSES = 10_000;
  private static final int MOST_CALLERS = 2_000;
  private static final Duration FULL = Duration.ofSeconds(10);

  private final Buckets failures;
  private final Buckets downloads;
  private final Buckets frames;
  private final Buckets streams;
  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  /** Nothing has been done yet. */
  public RateLimits(TimeMeter time) {
    failures = new Buckets(FAILURES, MOST_ADDRESSES, time);
    downloads = new Buckets(DOWNLOADS, MOST_CALLERS, time);
    frames = new Buckets(FRAMES, MOST_CALLERS, time);
    streams = new Buckets(STREAMS, MOST_CALLERS, time);
  }

  /** Whether too many wrong tokens came from {@code address} lately. */
  public boolean isGuessing(String address) {
    return failures.isEmpty(address);
  }

  /** Counts a wrong token; after how long the next one is heard. */
  public Duration failed(String address) {
    return failures.take(address);
  }

  /** Takes a download; empty if it may begin, else the time to wait. */
  public Optional<Duration> download(String caller) {
    return waiting(downloads.take(caller));
  }

  /** Takes a frame; empty if it may be made, else the time to wait. */
  public Optional<Duration> frame(String caller) {
    return waiting(frames.take(caller));
  }

  /** Takes a stream, to be given back by {@link #closed}; empty if it may open, else a time. */
  public Optional<Duration> stream(String caller) {
    var wait = waiting(streams.take(caller));
    if (wait.isPresent()) {
      return wait;
    }
    if (open.merge(caller, 1, Integer::sum) > OPEN_STREAMS) {
      closed(caller);
      return Optional.of(FULL);
    }
    return Optional.empty();
  }

  /** Gives a stream back. */
  public void closed(String caller) {
    open.computeIfPresent(caller, (_, count) -> count > 1 ? count - 1 : null);
  }

  private static Optional<Duration> waiting(Duration wait) {
    return wait.isZero() ? Optional.empty() : Optional.of(wait);
  }
}
