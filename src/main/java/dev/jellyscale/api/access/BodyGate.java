package dev.jellyscale.api.access;

import dev.jellyscale.api.access.route.BodyCap;
import dev.jellyscale.api.access.route.Route;
import dev.jellyscale.api.problem.Failure;
import dev.jellyscale.api.problem.GateAnswer;
import dev.jellyscale.config.EnvironmentSetting;
import io.smallrye.common.vertx.ContextLocals;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bounds what a caller who was let through may send, in bytes and in time. */
final class BodyGate {
  private static final String ADMITTED = BodyGate.class.getName();
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

  /** Any body may take this long, and besides as long as it needs at {@link #SLOWEST}. */
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);

  private static final String PATIENCE = "JELLYSCALE_BODY_PATIENCE";

  /** Bytes a second. */
  private static final long SLOWEST = 32 << 10;

  private final Map<BodyCap, Long> caps = new EnumMap<>(BodyCap.class);
  private final Duration patience;
  private @Nullable Router router;

  BodyGate(Map<String, String> environment) {
    for (var cap : BodyCap.values()) {
      caps.put(cap, cap.bytes(environment));
    }
    patience = EnvironmentSetting.of(PATIENCE, environment).duration().orElse(USUAL_PATIENCE);
  }

  /** Requests whose bytes are counted go through {@code router} a second time. */
  void redispatchBy(Router router) {
    this.router = router;
  }

  /** The admission of a request that goes through the router a second time; else null. */
  static @Nullable Admission admitted() {
    return ContextLocals.<@Nullable Admission>get(ADMITTED, null);
  }

  /**
   * Lets a request go on, or refuses it.
   *
   * @param on what becomes of it where its length is known and small enough
   */
  void pass(RoutingContext route, Admission admission, Runnable on) {
    var request = route.request();
    long cap = caps.getOrDefault(admission.row().cap(), 0L);
    var codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
    if (codings.isEmpty()) {
      passSized(route, cap, on);
    } else if (codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked")) {
      count(route, admission, cap);
    } else {
      GateAnswer.send(route, Failure.ofStatus(400));
    }
  }

  private static void passSized(RoutingContext route, long cap, Runnable on) {
    var length = length(route.request());
    if (length.isEmpty()) {
      GateAnswer.send(route, Failure.ofStatus(400));
    } else if (length.get() > cap) {
      GateAnswer.send(route, tooLarge(cap));
    } else {
      on.run();
    }
  }

  /** What the head says; empty if it is no number or several. */
  private static Optional<Long> length(HttpServerRequest request) {
    var lengths = request.headers().getAll(HttpHeaders.CONTENT_LENGTH);
    if (lengths.isEmpty()) {
      return Optional.of(0L);
    }
    return lengths.size() == 1 && DIGITS.matcher(lengths.getFirst()).matches()
        ? Optional.of(Long.parseLong(lengths.getFirst()))
        : Optional.empty();
  }

  private static Failure tooLarge(long cap) {
    return new Failure(413, "Too large", "At most " + cap + " bytes are taken here");
  }

  private void count(RoutingContext route, Admission admission, long cap) {
    ContextLocals.put(ADMITTED, admission);
    var counted =
        new CountedRequest(
            (HttpServerRequestInternal) route.request(), cap, () -> cut(route, tooLarge(cap)));
    var again = router;
    if (again == null) {
      throw new IllegalStateException("Requests came before the router");
    }
    again.handle(counted);
  }

  private static void cut(RoutingContext route, Failure failure) {
    var response = route.response();
    if (response.ended()) {
      return; // What is left of the body is being thrown away.
    }
    if (response.headWritten()) {
      route.request().connection().close();
    } else {
      GateAnswer.send(route, failure);
    }
  }

  /** Sees to it that a slow sender holds no place for ever. */
  void watch(RoutingContext route, Route row) {
    var request = route.request();
    if (!BodyEnd.hasBody(request)) {
      return;
    }
    long bytes =
        length(request).filter(length -> length > 0).orElse(caps.getOrDefault(row.cap(), 0L));
    var longest = patience.plusSeconds(bytes / SLOWEST);
    long timer = route.vertx().setTimer(longest.toMillis(), _ -> lookAfter(route));
    route.addEndHandler(_ -> route.vertx().cancelTimer(timer));
  }

  private static void lookAfter(RoutingContext route) {
    if (!route.request().isEnded()) {
      cut(route, new Failure(408, "Too slow", "The body did not come in time"));
    }
  }
}
