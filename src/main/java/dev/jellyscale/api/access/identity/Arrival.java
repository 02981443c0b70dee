package dev.jellyscale.api.access.identity;

import dev.jellyscale.auth.Scope;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * A request of which it is not known yet who makes it.
 *
 * @param address where it comes from, as limits count it
 * @param scope that its route needs; empty where it needs none, or there is no such route
 */
public record Arrival(
    HttpServerRequest request, String address, Realm realm, Optional<Scope> scope) {}
