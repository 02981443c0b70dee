package dev.jellyscale.api.access;

import dev.jellyscale.auth.Caller;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;

/**
 * Who makes the request that is being answered. To be injected into resources; {@link Caller#key}
 * tells callers apart where they wait.
 */
@RequestScoped
public class CurrentCaller {
  private static final String KEY = CurrentCaller.class.getName();

  private final CurrentVertxRequest request;

  CurrentCaller(CurrentVertxRequest request) {
    this.request = request;
  }

  static void set(RoutingContext route, Caller caller) {
    route.put(KEY, caller);
  }

  /** The caller, whom the gate has let through. */
  public Caller get() {
    var route = request.getCurrent();
    Caller caller = route == null ? null : route.get(KEY);
    return caller == null ? new Caller.Anonymous() : caller;
  }
}
