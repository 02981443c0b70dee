package dev.jellyscale.api.access.route;

import dev.jellyscale.auth.Elevation;
import dev.jellyscale.auth.Scope;

/** What a caller needs to use a route. */
public sealed interface Need {

  /** As documents spell it. */
  String word();

  /** Nothing: the route is public. */
  record Nothing() implements Need {
    @Override
    public String word() {
      return "public";
    }
  }

  /** A scope, which tokens of this node have, and accounts by their role. */
  record Scoped(Scope scope) implements Need {
    @Override
    public String word() {
      return scope.word();
    }
  }

  /** An elevation, which callers of the facade have; tokens of this node have none. */
  record Elevated(Elevation elevation) implements Need {
    @Override
    public String word() {
      return elevation.word();
    }
  }
}
