package dev.jellyscale.api.v1.windows;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.jobs.window.NamedWindow;
import java.time.Instant;
import java.util.Optional;

/**
 * A render window as callers see it. Times are those of the database.
 *
 * @param hours as they were written
 * @param zone whose clocks count
 * @param open whether jobs of it may render now
 * @param opensAt when it opens next; missing where it is open
 * @param closesAt when it closes next; missing where it is closed, or stays open for a week
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record WindowView(
    String name,
    String hours,
    String zone,
    boolean open,
    Optional<Instant> opensAt,
    Optional<Instant> closesAt) {

  static WindowView of(NamedWindow window, Instant now) {
    var hours = window.hours();
    return new WindowView(
        window.name(),
        hours.toString(),
        hours.zone().getId(),
        hours.isOpen(now),
        hours.nextOpening(now),
        hours.nextClosing(now));
  }
}
