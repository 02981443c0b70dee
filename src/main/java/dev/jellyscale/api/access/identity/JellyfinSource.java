package dev.jellyscale.api.access.identity;

import dev.jellyscale.api.access.limit.RateLimits;
import dev.jellyscale.api.jellyfin.NodeJellyfin;
import dev.jellyscale.auth.jellyfin.Carried;
import dev.jellyscale.auth.jellyfin.Guesses;
import dev.jellyscale.auth.jellyfin.KnownTokens;
import dev.jellyscale.auth.jellyfin.ShownToken;
import dev.jellyscale.auth.jellyfin.TokenForms;
import dev.jellyscale.auth.jellyfin.TokenStanding;
import dev.jellyscale.jellyfin.UserToken;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Callers by the tokens of the configured Jellyfin server, which count on the facade alone. */
public final class JellyfinSource implements IdentitySource {
  private static final System.Logger LOG = System.getLogger(JellyfinSource.class.getName());
  private static final Duration COME_AGAIN = Duration.ofSeconds(5);
  private static final Duration NOT_SOON = Duration.ofMinutes(1);

  private final NodeJellyfin jellyfin;
  private final RateLimits limits;
  private final AtomicBoolean told = new AtomicBoolean();

  /** Asks the node's server, if it has one. */
  public JellyfinSource(NodeJellyfin jellyfin, RateLimits limits) {
    this.jellyfin = jellyfin;
    this.limits = limits;
  }

  @Override
  public boolean countsIn(Realm realm) {
    return realm == Realm.FACADE;
  }

  @Override
  public Finding look(Arrival arrival) {
    var forms = new TokenForms(jellyfin.takesLegacyForms());
    var request = arrival.request();
    var query = Optional.ofNullable(request.query()).orElse("");
    return switch (forms.read(new Carried(request.headers()::getAll, query))) {
      case ShownToken.None _ -> new Finding.Nothing();
      case ShownToken.Unreadable _ -> new Finding.Nobody();
      case ShownToken.Shown(var token) ->
          jellyfin
              .tokens()
              .map(tokens -> find(token, tokens, arrival.address()))
              .orElseGet(this::unconfigured);
    };
  }

  private Finding unconfigured() {
    if (!told.getAndSet(true)) {
      LOG.log(
          Level.WARNING,
          "Somebody shows a token of Jellyfin, but JELLYSCALE_JELLYFIN_URL names no server");
    }
    return new Finding.Unknowable(NOT_SOON);
  }

  private Finding find(UserToken token, KnownTokens tokens, String address) {
    var found = tokens.standing(token, guesses(address)).thenApply(standing -> of(standing, token));
    return found.isDone() ? found.join() : new Finding.Asking(found);
  }

  /** Counted apart from wrong tokens of this node: who shows these is seldom the same. */
  private Guesses guesses(String address) {
    var key = "jellyfin " + address;
    return new Guesses() {
      @Override
      public boolean areTooMany() {
        return limits.isGuessing(key);
      }

      @Override
      public void wrong() {
        limits.failed(key);
      }
    };
  }

  private static Finding of(TokenStanding standing, UserToken token) {
    return switch (standing) {
      case TokenStanding.Held(var caller) ->
          new Finding.Somebody(new Identified(caller, Optional.of(token)));
      case TokenStanding.Nobodys _ -> new Finding.Nobody();
      case TokenStanding.NotAsked _ -> new Finding.TooMany(COME_AGAIN);
      case TokenStanding.Untold(var patience) -> new Finding.Unknowable(patience);
    };
  }
}
