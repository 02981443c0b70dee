package dev.jellyscale.auth.proxy;

import dev.jellyscale.config.EnvironmentSetting;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The HTTP server's own looking at forwarded headers. It believes everybody unless told otherwise,
 * so it stays off; the gate looks at these headers itself, from trusted proxies alone.
 */
public final class ServerForwarding {
  /** The properties that switch it on, which {@link #switchOff} overrules. */
  static final List<String> PROPERTIES =
      List.of(
          "quarkus.http.proxy.proxy-address-forwarding", "quarkus.http.proxy.use-proxy-protocol");

  private static final String VARIABLE = "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING";
  private static final String PROXY_PROTOCOL = "QUARKUS_HTTP_PROXY_USE_PROXY_PROTOCOL";
  private static final Set<String> ON = Set.of("true", "1", "yes", "y", "on");

  private ServerForwarding() {}

  /**
   * Returns if what the operator wishes of the server can be had without believing everybody.
   *
   * @throws Invalid if it cannot; names the variable
   */
  public static void require(Map<String, String> environment) {
    var trusted = TrustedProxies.ofEnvironment(environment);
    if (isOn(VARIABLE, environment) && trusted.isEmpty()) {
      throw new Invalid(
          "%s is on, and no proxy is trusted, so that anybody could tell any address; set %s"
              .formatted(VARIABLE, TrustedProxies.VARIABLE));
    }
    if (isOn(PROXY_PROTOCOL, environment)) {
      throw new Invalid(
          "%s is on, by which anybody could tell any address; unset it, and set %s"
              .formatted(PROXY_PROTOCOL, TrustedProxies.VARIABLE));
    }
  }

  private static boolean isOn(String variable, Map<String, String> environment) {
    return EnvironmentSetting.of(variable, environment)
        .value()
        .map(word -> word.toLowerCase(Locale.ROOT))
        .filter(ON::contains)
        .isPresent();
  }

  /** Has a server that is started from now on believe nobody, whatever variables and files say. */
  public static void switchOff() {
    PROPERTIES.forEach(property -> System.setProperty(property, "false"));
  }
}
