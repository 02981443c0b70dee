package dev.jellyscale.auth;

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
}
