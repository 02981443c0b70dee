package dev.jellyscale.jellyfin;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jellyfin.call.Fields;
import dev.jellyscale.jellyfin.call.Nonsense;

/** Reads who somebody is from what Jellyfin sends. */
final class IdentityReader {

  private IdentityReader() {}

  static Identity user(Fields user) throws Nonsense {
    var policy =
        user.object("Policy").orElseThrow(() -> Nonsense.counting("answers without a policy"));
    var administrator =
        policy
            .flag("IsAdministrator")
            .orElseThrow(() -> Nonsense.counting("does not tell its administrators"));
    var id = user.due("Id");
    try {
      return policy.flag("IsDisabled").orElse(false)
          ? new Identity.Unknown()
          : new Identity.User(UserId.parse(id), user.due("Name"), administrator);
    } catch (Invalid _) {
      throw Nonsense.counting("answers with an odd id");
    }
  }

  // Somebody's page of 200 in front of Jellyfin must not make an administrator.
  static boolean isListOfKeys(Fields keys) throws Nonsense {
    if (keys.number("TotalRecordCount").isEmpty()) {
      throw Nonsense.counting("answers with no list of keys");
    }
    for (var key : keys.objects("Items")) {
      key.due("AccessToken");
    }
    return true;
  }
}
