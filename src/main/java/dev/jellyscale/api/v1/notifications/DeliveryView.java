package dev.jellyscale.api.v1.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.jobs.notify.Delivery;
import dev.jellyscale.jobs.notify.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A delivery as callers see it.
 *
 * @param id that the target gets as well
 * @param state {@code pending}, {@code delivered}, {@code given_up} or {@code dropped}
 * @param at when it happened
 * @param job that it happened to; missing where it was none
 * @param tries that have begun
 * @param next when it is tried next; missing once it has ended
 * @param status of HTTP that the last try was answered with
 * @param problem why the last try has failed
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record DeliveryView(
    String id,
    String event,
    String state,
    Instant at,
    Optional<String> job,
    int tries,
    Optional<Instant> next,
    Optional<Instant> ended,
    Optional<Integer> status,
    Optional<String> problem) {

  static DeliveryView of(Delivery delivery) {
    var notice = delivery.notice();
    var status = delivery.last().status();
    return new DeliveryView(
        notice.id(),
        notice.occasion().word(),
        delivery.state().name().toLowerCase(Locale.ROOT),
        notice.at(),
        notice.facts().job().map(Notice.Subject::id),
        delivery.tries(),
        delivery.next(),
        delivery.ended(),
        status.isPresent() ? Optional.of(status.getAsInt()) : Optional.empty(),
        delivery.last().problem());
  }

  /** A target's last deliveries, the newest first. */
  record Listed(List<DeliveryView> items) {}
}
