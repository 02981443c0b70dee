package dev.jellyscale.api.v1.notifications;

import dev.jellyscale.jobs.notify.NotifyTarget;
import dev.jellyscale.jobs.notify.Occasion;
import java.time.Instant;
import java.util.List;

/**
 * A target as callers see it: its address and its key are never shown.
 *
 * @param kind {@code webhook}, {@code discord} or {@code ntfy}
 * @param host scheme, host and port of its address
 * @param events what it is told of
 */
record TargetView(
    String name, String kind, String host, List<String> events, Instant madeAt, Instant changedAt) {

  static TargetView of(NotifyTarget target) {
    return new TargetView(
        target.name().value(),
        target.kind().word(),
        target.host(),
        target.occasions().stream().sorted().map(Occasion::word).toList(),
        target.madeAt(),
        target.changedAt());
  }
}
