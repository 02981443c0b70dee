package dev.jellyscale.auth;

import java.util.Locale;

/** Who may use a route of the facade. Tokens of this node open none of them. */
public enum Elevation {
  /** Anybody who is known by a name. */
  USER,
  /**
   * Administrators; and users of Jellyfin for jobs of their own, where the operator grants them a
   * quota above 0. The route itself sees to it that they reach no job of anybody else.
   */
  OWN_JOBS,
  /** Administrators. */
  ADMIN;

  /**
   * Whether somebody may use a route.
   *
   * @param quota jobs that a user of Jellyfin may ask for in a day; 0 for none
   */
  public boolean admits(Caller caller, int quota) {
    var role = caller.role();
    if (role.isEmpty()) {
      return false;
    }
    return switch (this) {
      case USER -> true;
      case OWN_JOBS ->
          role.get() == Role.ADMIN || (caller instanceof Caller.JellyfinUser && quota > 0);
      case ADMIN -> role.get() == Role.ADMIN;
    };
  }

  /** As documents spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
