package dev.jellyscale.api.access;

import dev.jellyscale.api.problem.Failure;
import dev.jellyscale.api.problem.GateAnswer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps requests waiting in the gate, whose callers somebody else has to be asked about: nothing of
 * their bodies is read meanwhile, and no thread waits.
 */
final class Waiting {
  static final Duration COME_AGAIN = Duration.ofSeconds(5);
  private static final Failure STOPPING =
      new Failure(503, "Unavailable", "The service is stopping; try again later");

  private final OpenRequests open;

  Waiting(OpenRequests open) {
    this.open = open;
  }

  /** Refuses everybody who comes while the node stops; whether it does. */
  boolean refuses(RoutingContext route) {
    if (!open.refusing()) {
      return false;
    }
    route.response().putHeader(HttpHeaders.CONNECTION, "close");
    GateAnswer.sendLater(route, STOPPING, COME_AGAIN);
    return true;
  }

  /**
   * Lets a request wait.
   *
   * @param answer what it waits for; it comes on any thread, and always does
   * @param on takes the answer or its failure on the request's own context; not run for a request
   *     whose caller has hung up, or when the node stops
   */
  <T> void await(
      RoutingContext route,
      CompletionStage<T> answer,
      BiConsumer<@Nullable T, @Nullable Throwable> on) {
    var context = Objects.requireNonNull(Vertx.currentContext());
    route.request().pause();
    open.begin();
    var _ =
        answer.whenComplete(
            (told, failure) ->
                context.runOnContext(_ -> goOn(route, () -> on.accept(told, failure))));
  }

  private void goOn(RoutingContext route, Runnable on) {
    try {
      var response = route.response();
      if (!response.closed() && !response.ended() && !refuses(route)) {
        on.run();
      }
    } catch (RuntimeException e) {
      route.fail(e);
    } finally {
      open.end();
    }
  }
}
