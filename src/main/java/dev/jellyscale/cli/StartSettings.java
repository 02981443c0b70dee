package dev.jellyscale.cli;

import dev.jellyscale.api.access.UserQuota;
import dev.jellyscale.api.access.route.BodyCap;
import dev.jellyscale.api.access.sender.BasePath;
import dev.jellyscale.api.service.spool.NodeSpool;
import dev.jellyscale.api.upscaler.install.PublicUrl;
import dev.jellyscale.api.upscaler.process.QueueSize;
import dev.jellyscale.auth.account.AccountSettings;
import dev.jellyscale.auth.proxy.ProxySettings;
import dev.jellyscale.auth.proxy.ServerForwarding;
import dev.jellyscale.auth.start.ApiToken;
import dev.jellyscale.auth.start.OpenDoorRule;
import dev.jellyscale.config.EnvironmentSetting;
import dev.jellyscale.config.Places;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jellyfin.JellyfinSettings;
import dev.jellyscale.jobs.disk.DiskFloor;
import dev.jellyscale.jobs.node.JobSettings;
import dev.jellyscale.jobs.secret.KeyRing;
import dev.jellyscale.jobs.viewers.ViewerRules;
import dev.jellyscale.models.install.ImportRules;
import dev.jellyscale.models.lifecycle.LifecycleSettings;
import dev.jellyscale.protocol.picture.PictureLimits;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of the node that are judged before it opens anything: found out later, a wrong one would
 * fail requests, or leave a node behind that has begun its work.
 */
final class StartSettings {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final String HTTP = "QUARKUS_HTTP_PORT";
  private static final String MANAGEMENT = "QUARKUS_MANAGEMENT_PORT";
  private static final int USUAL_HTTP = 5000;
  private static final int USUAL_MANAGEMENT = 9000;
  private static final int LARGEST_PORT = 65_535;

  private StartSettings() {}

  /**
   * Returns if a node may start with them.
   *
   * @param environment of this process
   * @throws Invalid if one is wrong; names its variable
   * @throws dev.jellyscale.error.JellyscaleException.Denied if a key file cannot be read
   */
  static void require(Map<String, String> environment) {
    int http = port(environment, HTTP, USUAL_HTTP);
    int management = port(environment, MANAGEMENT, USUAL_MANAGEMENT);
    // Linux lets both listen, and gives each some of the callers.
    if (http == management && http != 0) {
      throw new Invalid(
          "%s and %s are both %d; give them different ports".formatted(HTTP, MANAGEMENT, http));
    }
    ServerForwarding.require(environment);
    BasePath.require(ProxySettings.of(environment));
    AccountSettings.of(environment);
    OpenDoorRule.require(token(environment), environment);
    Places.ofEnvironment(environment);
    MediaRoots.of(environment);
    UserQuota.of(environment);
    JellyfinSettings.of(environment);
    JellyfinSettings.probeItem(environment);
    ViewerRules.of(environment);
    KeyRing.open(JobSettings.of(environment).outside().keys(), Optional.empty());
    DiskFloor.of(environment);
    LifecycleSettings.ofEnvironment(environment);
    ImportRules.maxBytes(environment);
    PictureLimits.of(environment);
    QueueSize.of(environment);
    PublicUrl.of(environment);
    NodeSpool.bound(Optional.ofNullable(environment.get(NodeSpool.BYTES)));
    for (var cap : BodyCap.values()) {
      cap.bytes(environment);
    }
  }

  private static ApiToken token(Map<String, String> environment) {
    return ApiToken.of(
        EnvironmentSetting.of("API_TOKEN", environment).value(),
        EnvironmentSetting.of("API_TOKEN_FILE", environment).value());
  }

  private static int port(Map<String, String> environment, String variable, int usual) {
    var text = environment.getOrDefault(variable, "").strip();
    if (text.isEmpty()) {
      return usual;
    }
    if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) > LARGEST_PORT) {
      throw new Invalid(
          "%s='%s' is no port, which is a number from 0 to %d"
              .formatted(variable, text, LARGEST_PORT));
    }
    return Integer.parseInt(text);
  }
}
