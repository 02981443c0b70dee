package dev.jellyscale.api.access;

import dev.jellyscale.api.access.identity.Identified;
import dev.jellyscale.auth.Caller;
import dev.jellyscale.jellyfin.UserToken;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

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

  static void set(RoutingContext route, Identified who) {
    route.put(KEY, who);
  }

  /** The caller, whom the gate has let through. */
  public Caller get() {
    return who().caller();
  }

  /** The token of Jellyfin by which the caller is known; empty where it is by something else. */
  public Optional<UserToken> token() {
    return who().token();
  }

  private Identified who() {
    var route = request.getCurrent();
    Identified who = route == null ? null : route.get(KEY);
    return who == null ? Identified.as(new Caller.Anonymous()) : who;
  }
}
