package dev.jellyscale.api.service.metrics;

import dev.jellyscale.api.access.route.RouteTable;
import dev.jellyscale.metrics.NodeMeter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.common.vertx.ContextLocals;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts answers by route and status, those of the gate among them. What is counted is the route's
 * template, never the path that came, of which there may be any number.
 */
@Singleton
class RequestMeters {
  /** Before the gate, which answers many requests itself. */
  private static final int PRIORITY = 20_000;

  private static final String COUNTED = RequestMeters.class.getName();

  private final NodeMeters meters;

  RequestMeters(NodeMeters meters) {
    this.meters = meters;
  }

  void filters(@Observes Filters filters) {
    filters.register(this::watch, PRIORITY);
  }

  private void watch(RoutingContext route) {
    var counted = counted();
    long begin = System.nanoTime();
    route.addEndHandler(
        _ -> {
          if (!counted.getAndSet(true)) {
            count(route, Duration.ofNanos(System.nanoTime() - begin));
          }
        });
    route.next();
  }

  /** The same for both passes of a request that the gate sends through the router again. */
  private static AtomicBoolean counted() {
    AtomicBoolean before = ContextLocals.<AtomicBoolean>get(COUNTED).orElse(null);
    if (before != null) {
      return before;
    }
    var fresh = new AtomicBoolean();
    ContextLocals.put(COUNTED, fresh);
    return fresh;
  }

  private void count(RoutingContext route, Duration time) {
    var request = route.request();
    var row = RouteTable.find(request.method().name(), String.valueOf(request.path()));
    var method = row.map(found -> found.method()).orElse(Labels.OTHER);
    var template = row.map(found -> found.template()).orElse(Labels.OTHER);
    var status = Integer.toString(route.response().getStatusCode());
    meters.add(NodeMeter.REQUESTS, 1, method, template, status);
    meters.time(NodeMeter.REQUEST_SECONDS, time, template);
  }
}
