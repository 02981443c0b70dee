package dev.jellyscale.auth;

import java.util.Set;

/** What somebody is who is known by a name and not by a token of this node. */
public enum Role {
  /** Whoever may see and use. */
  USER(Scope.READ),
  /** Whoever may do everything. */
  ADMIN(Scope.ADMIN);

  private final Scope scope;

  Role(Scope scope) {
    this.scope = scope;
  }

  /** What the role opens besides the facade. */
  public Set<Scope> scopes() {
    return Set.of(scope);
  }
}
