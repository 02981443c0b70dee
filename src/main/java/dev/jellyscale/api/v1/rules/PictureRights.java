package dev.jellyscale.api.v1.rules;

import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.auth.Caller;
import dev.jellyscale.auth.Scope;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.jobs.rules.Rule;
import jakarta.inject.Singleton;

/** Who may have pictures of Jellyfin changed: administrators. */
@Singleton
class PictureRights {
  private final CurrentCaller caller;

  PictureRights(CurrentCaller caller) {
    this.caller = caller;
  }

  /**
   * Returns where the rule is one of videos, or the caller is an administrator.
   *
   * @throws Denied if not
   */
  void require(Rule rule) {
    require(rule, caller.get());
  }

  static void require(Rule rule, Caller caller) {
    if (rule.artwork().isPresent() && !caller.may(Scope.ADMIN)) {
      throw new Denied("Rules of pictures are for administrators");
    }
  }
}
