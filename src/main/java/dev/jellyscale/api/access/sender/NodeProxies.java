package dev.jellyscale.api.access.sender;

import dev.jellyscale.auth.proxy.ProxySettings;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** What the operator of this node says about reverse proxies. */
@Singleton
public class NodeProxies {
  private final ProxySettings settings;

  NodeProxies(Config config) {
    settings = ProxySettings.of(environment(config, ProxySettings.VARIABLES));
    BasePath.require(settings);
  }

  /** Those of the variables that are set, wherever the node's configuration has them. */
  public static Map<String, String> environment(Config config, List<String> variables) {
    var environment = new HashMap<String, String>();
    for (var name : variables) {
      config.getOptionalValue(name, String.class).ifPresent(value -> environment.put(name, value));
    }
    return environment;
  }

  /** The settings. */
  public ProxySettings settings() {
    return settings;
  }
}
