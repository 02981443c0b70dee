package dev.jellyscale.api.access.identity;

import dev.jellyscale.api.access.limit.RateLimits;
import dev.jellyscale.auth.Gatekeeper;
import dev.jellyscale.auth.Scope;
import dev.jellyscale.auth.Verdict;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Supplier;

/** Callers by the tokens of this node. */
public final class ApiTokenSource implements IdentitySource {
  /** The header that they are shown in. */
  public static final String HEADER = "X-Api-Token";

  private final Supplier<Gatekeeper> gatekeeper;
  private final RateLimits limits;

  /** Asks whoever keeps the gate at the time. */
  public ApiTokenSource(Supplier<Gatekeeper> gatekeeper, RateLimits limits) {
    this.gatekeeper = gatekeeper;
    this.limits = limits;
  }

  @Override
  public boolean countsIn(Realm realm) {
    return realm == Realm.NODE;
  }

  @Override
  public Finding look(Arrival arrival) {
    var token = presented(arrival.request());
    var address = arrival.address();
    return switch (gatekeeper.get().judge(token, limits.isGuessing(address))) {
      case Verdict.Known(var caller) -> new Finding.Somebody(Identified.as(caller));
      case Verdict.Missing _ -> new Finding.Nothing();
      case Verdict.NothingConfigured _ ->
          token.isEmpty() ? new Finding.Nothing() : new Finding.Nobody();
      case Verdict.Wrong _ -> {
        limits.failed(address);
        yield new Finding.Nobody();
      }
      case Verdict.TooMany _ -> tooMany(arrival);
    };
  }

  /** Several tokens are none: proxies differ in which of them they look at. */
  private static Optional<String> presented(HttpServerRequest request) {
    var values = request.headers().getAll(HEADER);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
  }

  private Finding tooMany(Arrival arrival) {
    var wait = limits.failed(arrival.address());
    // Whoever sends pictures takes 429 for an answer about them.
    return arrival.scope().equals(Optional.of(Scope.INFER)) || wait.isZero()
        ? new Finding.Nobody()
        : new Finding.TooMany(wait);
  }
}
