package dev.jellyscale.auth;

import dev.jellyscale.auth.token.Fingerprint;
import dev.jellyscale.jellyfin.UserId;
import java.util.Optional;
import java.util.Set;

/** Who makes a request. */
public sealed interface Caller {

  /** What this caller may do. */
  Set<Scope> scopes();

  /**
   * Tells callers apart where they wait in one queue: the same for the same credential, and never
   * the credential.
   */
  String key();

  /**
   * What this caller is on the facade's routes; empty for callers by tokens of this node, which
   * count for nothing there.
   */
  default Optional<Role> role() {
    return Optional.empty();
  }

  /** Whether this caller may do what needs {@code scope}. */
  default boolean may(Scope scope) {
    return scope.isIn(scopes());
  }

  /** Nobody in particular, who may see what is public. */
  record Anonymous() implements Caller {
    @Override
    public Set<Scope> scopes() {
      return Set.of();
    }

    @Override
    public String key() {
      return "anonymous";
    }
  }

  /** Whoever runs the node: the holder of {@code API_TOKEN} or of the token of the first start. */
  record Bootstrap() implements Caller {
    @Override
    public Set<Scope> scopes() {
      return Set.of(Scope.ADMIN);
    }

    @Override
    public String key() {
      return "bootstrap";
    }
  }

  /** Anybody, where {@code API_TOKEN=disable} has opened the door. */
  record OpenDoor() implements Caller {
    @Override
    public Set<Scope> scopes() {
      return Set.of(Scope.ADMIN);
    }

    @Override
    public String key() {
      return "open-door";
    }
  }

  /** The holder of a managed token. */
  record Managed(String id, Set<Scope> scopes) implements Caller {
    @Override
    public String key() {
      return "token-" + id;
    }
  }

  /**
   * A user of the configured Jellyfin server, by a token that the server has confirmed. Counts on
   * the facade's routes alone.
   *
   * @param name as the server has it; for people to read
   */
  record JellyfinUser(UserId id, String name, boolean administrator) implements Caller {
    @Override
    public Set<Scope> scopes() {
      return Set.of();
    }

    @Override
    public Optional<Role> role() {
      return Optional.of(administrator ? Role.ADMIN : Role.USER);
    }

    @Override
    public String key() {
      return "jellyfin-" + id.hex();
    }
  }

  /**
   * The holder of an API key of the configured Jellyfin server. Counts on the facade's routes
   * alone.
   *
   * @param fingerprint the first 16 digits of the key's SHA-256
   */
  record JellyfinKey(String fingerprint) implements Caller {
    @Override
    public Set<Scope> scopes() {
      return Set.of();
    }

    @Override
    public Optional<Role> role() {
      return Optional.of(Role.ADMIN);
    }

    @Override
    public String key() {
      return "jellyfin-key-" + fingerprint;
    }
  }

  /** Somebody whom a trusted proxy has let in. */
  record ProxyUser(String name, Role as) implements Caller {
    @Override
    public Set<Scope> scopes() {
      return as.scopes();
    }

    @Override
    public Optional<Role> role() {
      return Optional.of(as);
    }

    @Override
    public String key() {
      return "proxy-" + name;
    }
  }

  /**
   * Somebody who has signed in with a local account.
   *
   * @param session by which he is known, and which ends when he signs out
   */
  record LocalUser(String name, Role as, Fingerprint session) implements Caller {
    @Override
    public Set<Scope> scopes() {
      return as.scopes();
    }

    @Override
    public Optional<Role> role() {
      return Optional.of(as);
    }

    @Override
    public String key() {
      return "account-" + name;
    }
  }
}
