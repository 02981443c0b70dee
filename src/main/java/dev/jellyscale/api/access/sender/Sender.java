package dev.jellyscale.api.access.sender;

import dev.jellyscale.auth.proxy.Forwarded;
import dev.jellyscale.auth.proxy.ProxyClaim;
import io.vertx.ext.web.RoutingContext;

/**
 * What the gate knows of a request's sender. Made before anybody else sees the request, from
 * headers that nobody sees after that.
 *
 * @param forwarded where the request comes from
 * @param claim whom a proxy says it is of
 * @param origin scheme, host and port by which the sender calls this node, such as {@code
 *     https://films.example.org}; "" where he does not tell
 * @param prefix of paths as the sender knows them, such as {@code /jellyscale}; "" for none
 * @param isSecure whether the sender's own connection is encrypted, as far as is known
 */
public record Sender(
    Forwarded forwarded, ProxyClaim claim, String origin, String prefix, boolean isSecure) {
  private static final String KEY = Sender.class.getName();

  /** Keeps it with a request. */
  void putOn(RoutingContext route) {
    route.put(KEY, this);
  }

  /** The sender of a request that the gate has seen. */
  public static Sender of(RoutingContext route) {
    Sender sender = route.get(KEY);
    if (sender == null) {
      throw new IllegalStateException("The gate has not seen this request");
    }
    return sender;
  }

  /** A path of this node as the sender has to write it. */
  public String link(String path) {
    return prefix + path;
  }
}
