package dev.jellyscale.models.fetch;

import dev.jellyscale.net.PlainClient.Patience;
import java.time.Duration;

/**
 * How long and how far a download may go before it is given up.
 *
 * @param connect time for one look-up, one connection, one TLS handshake
 * @param answer time from the begin of a request to the end of the answer's headers, all of the
 *     former included
 * @param stall time without a single byte
 * @param paceWindow time over which the pace is measured
 * @param pace fewest bytes in a {@code paceWindow}
 * @param redirects most redirects that are followed
 * @param attempts most requests to one mirror, as long as each brought some bytes
 */
public record FetchLimits(
    Duration connect,
    Duration answer,
    Duration stall,
    Duration paceWindow,
    long pace,
    int redirects,
    int attempts) {

  /** 15 s to connect, 30 s to answer, 30 s of silence, 1 MiB a minute, 3 redirects, 4 attempts. */
  public static final FetchLimits USUAL =
      new FetchLimits(
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          1 << 20,
          3,
          4);

  Patience patience() {
    return new Patience(connect, stall);
  }
}
