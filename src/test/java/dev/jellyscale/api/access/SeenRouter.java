package dev.jellyscale.api.access;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps the router of the public port, which the framework shows only when it is made. */
@Singleton
class SeenRouter {
  private static final AtomicReference<Router> SEEN = new AtomicReference<>();

  void see(@Observes Router router) {
    SEEN.set(router);
  }

  static Router router() {
    return Objects.requireNonNull(SEEN.get());
  }
}
