package dev.jellyscale.api.v1.session;

import dev.jellyscale.auth.Caller;
import dev.jellyscale.auth.Role;
import dev.jellyscale.auth.Scope;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is.
 *
 * @param name of the account or of the proxy's user; null for tokens, which belong to nobody
 * @param role {@code admin} for who may do everything, else {@code user}
 * @param by what he is known: {@code account}, {@code proxy} or {@code token}; {@code open} where
 *     everybody may do everything
 */
record SessionView(@Nullable String name, String role, String by) {

  static SessionView of(Caller caller) {
    return switch (caller) {
      case Caller.LocalUser user -> of(user.name(), user.as());
      case Caller.ProxyUser user -> new SessionView(user.name(), word(user.as()), "proxy");
      case Caller.OpenDoor _ -> new SessionView(null, word(Role.ADMIN), "open");
      case Caller.Bootstrap _,
          Caller.Managed _,
          Caller.JellyfinUser _,
          Caller.JellyfinKey _,
          Caller.Anonymous _ ->
          new SessionView(null, word(roleOf(caller)), "token");
    };
  }

  static SessionView of(String name, Role role) {
    return new SessionView(name, word(role), "account");
  }

  private static Role roleOf(Caller caller) {
    return Optional.of(Role.ADMIN).filter(_ -> caller.may(Scope.ADMIN)).orElse(Role.USER);
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
