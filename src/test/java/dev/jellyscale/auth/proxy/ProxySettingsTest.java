package dev.jellyscale.auth.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jellyscale.auth.token.Fingerprint;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxySettingsTest {
  private static final String SECRET = "a secret of enough letters".replace(' ', '-');

  private static Map<String, String> on(String... more) {
    var environment = new HashMap<String, String>();
    environment.put("JELLYSCALE_TRUSTED_PROXIES", "172.18.0.0/16");
    environment.put("JELLYSCALE_PROXY_AUTH", "on");
    environment.put("JELLYSCALE_PROXY_SECRET", SECRET);
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  @Test
  void unlessSetNobodyIsTrustedAndNoHeaderCounts() {
    var settings = ProxySettings.of(Map.of());

    assertThat(settings.trusted().isEmpty()).isTrue();
    assertThat(settings.identity()).isEmpty();
    assertThat(settings.basePath()).isEmpty();
  }

  @Test
  void switchedOnItHasTheUsualHeaders() {
    var headers = ProxySettings.of(on()).identity().orElseThrow();

    assertThat(headers.names()).containsExactly("Remote-User", "Remote-Groups", "X-Proxy-Secret");
    assertThat(headers.roles()).isEqualTo(new GroupRoles(',', Set.of(), Set.of()));
    assertThat(headers.secret()).isEqualTo(Fingerprint.of(SECRET));
  }

  @Test
  void everySettingHasItsPlace() {
    var settings =
        ProxySettings.of(
            on(
                "JELLYSCALE_TRUSTED_PROXIES", "172.18.0.0/16, fd00::/8 192.0.2.7",
                "JELLYSCALE_BASE_PATH", "/media/jellyscale/",
                "JELLYSCALE_PROXY_USER_HEADER", "X-authentik-username",
                "JELLYSCALE_PROXY_GROUPS_HEADER", "X-authentik-groups",
                "JELLYSCALE_PROXY_SECRET_HEADER", "X-Our-Proof",
                "JELLYSCALE_PROXY_GROUP_SEPARATOR", "|",
                "JELLYSCALE_PROXY_ADMIN_GROUPS", "authentik Admins | media, admins",
                "JELLYSCALE_PROXY_USER_GROUPS", "family"));
    var headers = settings.identity().orElseThrow();

    assertThat(settings.trusted().blocks()).hasSize(3);
    assertThat(settings.trusted().trust("fd12::1")).isTrue();
    assertThat(settings.basePath()).isEqualTo("/media/jellyscale");
    assertThat(headers.names())
        .containsExactly("X-authentik-username", "X-authentik-groups", "X-Our-Proof");
    assertThat(headers.roles())
        .isEqualTo(
            new GroupRoles('|', Set.of("authentik Admins", "media, admins"), Set.of("family")));
  }

  @Test
  void theSecretMayBeInAFile(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("secret"), SECRET + "\n").toString();
    var environment = on("JELLYSCALE_PROXY_SECRET_FILE", file);
    environment.remove("JELLYSCALE_PROXY_SECRET");

    assertThat(ProxySettings.of(environment).identity().orElseThrow().secret())
        .isEqualTo(Fingerprint.of(SECRET));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          JELLYSCALE_TRUSTED_PROXIES;proxy.lan
          JELLYSCALE_TRUSTED_PROXIES;172.18.0.0/40
          JELLYSCALE_TRUSTED_PROXIES;0.0.0.0/0
          JELLYSCALE_TRUSTED_PROXIES;::/0
          JELLYSCALE_TRUSTED_PROXIES;*
          JELLYSCALE_PROXY_AUTH;yes
          JELLYSCALE_PROXY_SECRET;fifteen-letters
          JELLYSCALE_PROXY_SECRET;with a blank inside it
          JELLYSCALE_PROXY_SECRET_FILE;/both
          JELLYSCALE_PROXY_USER_HEADER;Remote User
          JELLYSCALE_PROXY_USER_HEADER;Remote_User
          JELLYSCALE_PROXY_USER_HEADER;Authorization
          JELLYSCALE_PROXY_USER_HEADER;x-forwarded-for
          JELLYSCALE_PROXY_USER_HEADER;remote-groups
          JELLYSCALE_PROXY_GROUPS_HEADER;X-Api-Token
          JELLYSCALE_PROXY_SECRET_HEADER;Remote-USER
          JELLYSCALE_PROXY_GROUP_SEPARATOR;/
          JELLYSCALE_BASE_PATH;jellyscale
          JELLYSCALE_BASE_PATH;/a/../b
          JELLYSCALE_BASE_PATH;//
          JELLYSCALE_BASE_PATH;/with blank
          """)
  void aWrongValueIsRefusedByName(String variable, String value) {
    var environment = on(variable, value);

    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> ProxySettings.of(environment))
        .withMessageContaining(variable)
        .withMessageNotContainingAny(SECRET, "fifteen-letters", "with a blank inside");
  }

  @ParameterizedTest
  @CsvSource({
    "JELLYSCALE_TRUSTED_PROXIES, JELLYSCALE_TRUSTED_PROXIES",
    "JELLYSCALE_PROXY_SECRET, JELLYSCALE_PROXY_SECRET_FILE"
  })
  void withoutProxiesOrASecretItIsNotSwitchedOn(String missing, String named) {
    var environment = on();
    environment.remove(missing);

    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> ProxySettings.of(environment))
        .withMessageContainingAll("JELLYSCALE_PROXY_AUTH", named);
  }

  @Test
  void noGroupIsBoth() {
    var environment =
        on("JELLYSCALE_PROXY_ADMIN_GROUPS", "a,b", "JELLYSCALE_PROXY_USER_GROUPS", "b,c");

    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> ProxySettings.of(environment))
        .withMessageContainingAll(
            "JELLYSCALE_PROXY_ADMIN_GROUPS", "JELLYSCALE_PROXY_USER_GROUPS", "'b'");
  }
}
