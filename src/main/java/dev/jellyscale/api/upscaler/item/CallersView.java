package dev.jellyscale.api.upscaler.item;

import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.jellyfin.NodeJellyfin;
import dev.jellyscale.auth.Caller;
import dev.jellyscale.auth.Role;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jellyfin.JellyfinSettings;
import dev.jellyscale.jellyfin.ServiceKey;
import dev.jellyscale.jellyfin.UserId;
import dev.jellyscale.jellyfin.UserToken;
import dev.jellyscale.jellyfin.View;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * As whom Jellyfin is asked for a caller. A user is himself, whomever he names. A caller without a
 * user - an API key, an administrator by a proxy or an account - names one, and sees what that one
 * sees.
 */
@Singleton
class CallersView {
  /** Parameter by which callers without a user name one. */
  static final String USER = "userId";

  private final NodeJellyfin jellyfin;
  private final CurrentCaller caller;

  CallersView(NodeJellyfin jellyfin, CurrentCaller caller) {
    this.jellyfin = jellyfin;
    this.caller = caller;
  }

  /**
   * The server.
   *
   * @throws Unavailable if none is named
   */
  JellyfinServer server() {
    return jellyfin
        .server()
        .orElseThrow(
            () ->
                new Unavailable("No Jellyfin server is set (" + JellyfinSettings.URL + ")", null));
  }

  /** Whether there is a user of Jellyfin whom this caller may look as. */
  boolean hasUser() {
    return caller.get() instanceof Caller.JellyfinUser
        || caller.get().role().equals(Optional.of(Role.ADMIN));
  }

  /**
   * The view of whoever calls. Nobody is asked.
   *
   * @param user as it came
   * @throws Invalid if a user has to be named and is not, or is malformed
   * @throws Denied if the caller is no user of Jellyfin and no administrator
   */
  View view(Optional<String> user) {
    return switch (caller.get()) {
      case Caller.JellyfinUser _ -> View.of(shown());
      case Caller.JellyfinKey _ -> new View(shown(), Optional.of(named(user)));
      case Caller.ProxyUser _, Caller.LocalUser _ -> byOwnKey(user);
      default -> throw none();
    };
  }

  private View byOwnKey(Optional<String> user) {
    if (!hasUser()) {
      throw none();
    }
    var named = named(user);
    var key =
        server()
            .settings()
            .key()
            .map(ServiceKey::token)
            .orElseThrow(
                () ->
                    new Unavailable(
                        "This node has no API key of Jellyfin (" + JellyfinSettings.KEY + ")",
                        null));
    return new View(key, Optional.of(named));
  }

  private static Denied none() {
    return new Denied("Nobody in Jellyfin is known for this sign-in");
  }

  private UserToken shown() {
    return caller.token().orElseThrow(CallersView::none);
  }

  private static UserId named(Optional<String> user) {
    return UserId.parse(
        user.orElseThrow(
            () -> new Invalid(USER + " is needed from callers that are no user of Jellyfin")));
  }
}
