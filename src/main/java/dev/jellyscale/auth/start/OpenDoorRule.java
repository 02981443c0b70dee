package dev.jellyscale.auth.start;

import dev.jellyscale.auth.Role;
import dev.jellyscale.auth.account.AccountSettings;
import dev.jellyscale.auth.proxy.ProxySettings;
import dev.jellyscale.auth.proxy.TrustedProxies;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An open door is for a node that nobody but this machine is meant to reach. Accounts and proxies
 * tell that others are, and they would do whatever they like: a proxy is on this machine too.
 */
public final class OpenDoorRule {
  /** Every variable that is read here. */
  public static final List<String> VARIABLES =
      Stream.concat(ProxySettings.VARIABLES.stream(), AccountSettings.VARIABLES.stream()).toList();

  private OpenDoorRule() {}

  /**
   * Returns if the door is shut, or nothing tells that others than this machine reach the node.
   *
   * @throws Invalid if something does, or is wrong itself; names the variables
   */
  public static void require(ApiToken token, Map<String, String> environment) {
    if (!(token instanceof ApiToken.Disabled)) {
      return;
    }
    var against = against(environment);
    if (!against.isEmpty()) {
      throw new Invalid(
          "API_TOKEN=disable, which API_TOKEN_FILE may hold too, lets everybody do everything, and"
              + " contradicts "
              + String.join(", ", against));
    }
  }

  private static List<String> against(Map<String, String> environment) {
    var against = new ArrayList<String>();
    var proxies = ProxySettings.of(environment);
    if (!proxies.trusted().isEmpty()) {
      against.add(TrustedProxies.VARIABLE);
    }
    if (proxies.identity().isPresent()) {
      against.add(ProxySettings.AUTH);
    }
    if (!proxies.basePath().isEmpty()) {
      against.add(ProxySettings.BASE_PATH);
    }
    for (var account : AccountSettings.of(environment).accounts()) {
      against.add(account.role() == Role.ADMIN ? AccountSettings.ADMIN : AccountSettings.USER);
    }
    return against;
  }
}
