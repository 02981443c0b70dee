package dev.jellyscale.models.fetch;

import java.time.Duration;
import java.util.Optional;

/**
 * Watches that a download gets on. Times are those of {@link System#nanoTime}. Written by the
 * thread that downloads, read by the one that waits for it.
 */
final class Pace {
  private final FetchLimits limits;

  private boolean asking;
  private long markTime;
  private long markBytes;
  private long bytes;

  Pace(FetchLimits limits) {
    this.limits = limits;
  }

  /** A request begins; nothing is counted until it is answered. */
  synchronized void asks(long now) {
    asking = true;
    markTime = now;
  }

  /** The headers of the answer are here, and {@code have} bytes of the file. */
  synchronized void flows(long have, long now) {
    asking = false;
    markTime = now;
    markBytes = have;
    bytes = have;
  }

  /** The file has so many bytes now. */
  synchronized void reached(long total) {
    bytes = total;
  }

  /** Bytes of the file that are here. */
  synchronized long bytes() {
    return bytes;
  }

  /** Why the download is to be given up; empty as long as it gets on. */
  synchronized Optional<String> complaint(long now) {
    var passed = Duration.ofNanos(now - markTime);
    if (asking) {
      return passed.compareTo(limits.answer()) < 0
          ? Optional.empty()
          : Optional.of("did not answer within " + Seconds.of(limits.answer()));
    }
    if (passed.compareTo(limits.paceWindow()) < 0) {
      return Optional.empty();
    }
    if (bytes - markBytes < limits.pace()) {
      return Optional.of(
          "sent only %,d bytes in %s".formatted(bytes - markBytes, Seconds.of(passed)));
    }
    markTime = now;
    markBytes = bytes;
    return Optional.empty();
  }
}
