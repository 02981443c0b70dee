package dev.jellyscale.models.fetch;

import java.time.Duration;

/** Limits for servers that answer at once or never. */
public final class TestLimits {
  /** Long enough for a busy machine; 3 redirects and 4 attempts. */
  public static final FetchLimits CALM = limits(20, 20, 20, 20);

  /** Gives up after 2 s of silence. */
  static final FetchLimits NO_SILENCE = limits(20, 20, 2, 20);

  /** Gives up after 3 s without an answer. */
  static final FetchLimits QUICK_ANSWER = limits(20, 3, 20, 20);

  /** Gives up after 2 s in which fewer than 1000 bytes came. */
  static final FetchLimits GOOD_PACE = limits(20, 20, 20, 2);

  /** Gives up after 2 s of looking up, connecting or shaking hands. */
  static final FetchLimits QUICK_CONNECT = limits(2, 20, 20, 20);

  private static FetchLimits limits(int connect, int answer, int stall, int window) {
    return new FetchLimits(
        Duration.ofSeconds(connect),
        Duration.ofSeconds(answer),
        Duration.ofSeconds(stall),
        Duration.ofSeconds(window),
        1000,
        3,
        4);
  }

  private TestLimits() {}

  /** The same policy with other limits. */
  static FetchPolicy with(FetchPolicy policy, FetchLimits limits) {
    return new FetchPolicy(
        policy.hosts(),
        policy.port(),
        policy.listedAddresses(),
        policy.resolver(),
        policy.tls(),
        limits);
  }
}
