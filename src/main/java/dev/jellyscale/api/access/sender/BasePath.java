package dev.jellyscale.api.access.sender;

import dev.jellyscale.api.access.route.RouteTable;
import dev.jellyscale.auth.proxy.ProxySettings;
import dev.jellyscale.error.JellyscaleException.Invalid;
import io.smallrye.common.vertx.ContextLocals;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * What is in front of this node's paths where a proxy leaves it in place. Requests without it are
 * taken too. It is cut off once: what is behind it is a path of ours, whatever it looks like.
 */
public final class BasePath {
  private static final String CUT = BasePath.class.getName();

  private final String path;
  private @Nullable Router router;

  BasePath(String path) {
    this.path = path;
  }

  /**
   * Returns if the base path that is set hides no path of this node.
   *
   * @throws Invalid if it does; names the variable
   */
  public static void require(ProxySettings settings) {
    var path = settings.basePath();
    if (!path.isEmpty() && RouteTable.isBeginning(path)) {
      throw new Invalid(
          "%s='%s' would hide paths of this node that begin alike; choose another one"
              .formatted(ProxySettings.BASE_PATH, path));
    }
  }

  /** Requests that are cut go through {@code router} a second time. */
  public void redispatchBy(Router router) {
    this.router = router;
  }

  /** Cuts it off a request that has it, which begins anew then; whether that was so. */
  public boolean cut(RoutingContext route) {
    var request = route.request();
    if (path.isEmpty() || wasCut() || !isBelow(request)) {
      return false;
    }
    ContextLocals.put(CUT, true);
    var again = router;
    if (again == null) {
      throw new IllegalStateException("Requests came before the router");
    }
    again.handle(new CutRequest((HttpServerRequestInternal) request, path.length()));
    return true;
  }

  /** Whether it was cut off the present request. */
  boolean wasCut() {
    return ContextLocals.get(CUT, false);
  }

  private boolean isBelow(HttpServerRequest request) {
    var uri = request.uri();
    if (uri == null || !uri.startsWith(path)) {
      return false;
    }
    return uri.length() == path.length() || "/?".indexOf(uri.charAt(path.length())) >= 0;
  }
}
