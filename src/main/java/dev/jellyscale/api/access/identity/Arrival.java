package dev.jellyscale.api.access.identity;

import dev.jellyscale.api.access.limit.ClientAddress;
import dev.jellyscale.api.access.sender.Sender;
import dev.jellyscale.auth.Scope;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * A request of which it is not known yet who makes it.
 *
 * @param sender where it comes from
 * @param scope that its route needs; empty where it needs none, or there is no such route
 */
public record Arrival(
    HttpServerRequest request, Sender sender, Realm realm, Optional<Scope> scope) {

  /** Where it comes from, as limits count it. */
  public String address() {
    return ClientAddress.key(sender.forwarded().client());
  }
}
