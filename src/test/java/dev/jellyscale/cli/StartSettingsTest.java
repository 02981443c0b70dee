package dev.jellyscale.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartSettingsTest {
  @TempDir Path folder;

  @Test
  void nothingHasToBeSet() {
    assertThatCode(() -> StartSettings.require(Map.of())).doesNotThrowAnyException();
  }

  @Test
  void twoFreePortsAreChosenByTheSystem() {
    var both = Map.of("QUARKUS_HTTP_PORT", "0", "QUARKUS_MANAGEMENT_PORT", "0");

    assertThatCode(() -> StartSettings.require(both)).doesNotThrowAnyException();
  }

  @Test
  void onePortForBothServersIsRefused() {
    var both = Map.of("QUARKUS_HTTP_PORT", "7000", "QUARKUS_MANAGEMENT_PORT", "7000");

    assertThatThrownBy(() -> StartSettings.require(both))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("QUARKUS_HTTP_PORT and QUARKUS_MANAGEMENT_PORT are both 7000");
  }

  @Test
  void theUsualManagementPortIsTakenToo() {
    assertThatThrownBy(() -> StartSettings.require(Map.of("QUARKUS_HTTP_PORT", "9000")))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("both 9000");
  }

  @ParameterizedTest
  @CsvSource({
    "QUARKUS_HTTP_PORT, abc",
    "QUARKUS_HTTP_PORT, 99999",
    "QUARKUS_HTTP_PORT, -1",
    "QUARKUS_MANAGEMENT_PORT, 65536",
    "JELLYSCALE_MAX_MODEL_BYTES, abc",
    "JELLYSCALE_MAX_PIXELS, abc",
    "JELLYSCALE_MAX_PIXELS, 0",
    "JELLYSCALE_SPOOL_BYTES, 2G",
    "JELLYSCALE_SPOOL_BYTES, 0",
    "JELLYSCALE_MODEL_IDLE, soon",
    "JELLYSCALE_JELLYFIN_URL, jellyfin:8096",
    "JELLYSCALE_JELLYFIN_PROBE_ITEM, Avatar",
    "JELLYSCALE_GIVE_WAY, always",
    "JELLYSCALE_QUIET, soon",
    "JELLYSCALE_MEDIA_ROOTS, /srv/media",
    "JELLYSCALE_MEDIA_ROOTS, media=films",
    "JELLYSCALE_OUTPUT_ROOT, films",
    "JELLYSCALE_DATABASE_URL, mysql://localhost/jobs",
    "JELLYSCALE_DATABASE_URL, postgresql://localhost",
    "JELLYSCALE_GRACE, 8s",
    "JELLYSCALE_GRACE, PT1S",
    "JELLYSCALE_DISK_FLOOR, much",
    "MAX_UPLOAD_BYTES, 50M",
    "MAX_MODEL_UPLOAD_BYTES, -5",
  })
  void aWrongSettingIsToldByItsName(String variable, String value) {
    assertThatThrownBy(() -> StartSettings.require(Map.of(variable, value)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining(variable);
  }

  @ParameterizedTest
  @CsvSource({
    "JELLYSCALE_TRUSTED_PROXIES, 127.0.0.1, , ",
    "JELLYSCALE_BASE_PATH, /jellyscale, , ",
    "JELLYSCALE_ADMIN, ada, JELLYSCALE_ADMIN_PASSWORD, correct horse",
    "JELLYSCALE_USER, ada, JELLYSCALE_USER_PASSWORD, correct horse"
  })
  void anOpenDoorBesideProxiesOrAccountsIsRefused(
      String variable, String value, @Nullable String more, @Nullable String of)
      throws IOException {
    var file = Files.writeString(folder.resolve("token"), "disable\n# for now\n").toString();
    for (var open : List.of(Map.entry("API_TOKEN", "disable"), Map.entry("API_TOKEN_FILE", file))) {
      var all = new HashMap<>(Map.ofEntries(open, Map.entry(variable, value)));
      if (more != null && of != null) {
        all.put(more, of);
      }

      assertThatThrownBy(() -> StartSettings.require(all))
          .isInstanceOf(Invalid.class)
          .hasMessageContainingAll("API_TOKEN=disable", variable);
      all.keySet().removeIf(name -> name.startsWith("JELLYSCALE_"));
      assertThatCode(() -> StartSettings.require(all)).doesNotThrowAnyException();
    }
  }

  @Test
  void everythingThatContradictsAnOpenDoorIsNamed() {
    var all =
        Map.of(
            "API_TOKEN", "disable",
            "JELLYSCALE_TRUSTED_PROXIES", "127.0.0.1",
            "JELLYSCALE_PROXY_AUTH", "on",
            "JELLYSCALE_PROXY_SECRET", "0123456789abcdef",
            "JELLYSCALE_BASE_PATH", "/jellyscale",
            "JELLYSCALE_ADMIN", "ada",
            "JELLYSCALE_ADMIN_PASSWORD", "correct horse");

    assertThatThrownBy(() -> StartSettings.require(all))
        .isInstanceOf(Invalid.class)
        .hasMessageEndingWith(
            "contradicts JELLYSCALE_TRUSTED_PROXIES, JELLYSCALE_PROXY_AUTH,"
                + " JELLYSCALE_BASE_PATH, JELLYSCALE_ADMIN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/v1",
        "/api/v1/jobs/x",
        "/Upscaler",
        "/Upscaler/",
        "/models",
        "/health",
        "/health/detailed"
      })
  void aBasePathThatHidesRoutesIsRefused(String path) {
    assertThatThrownBy(() -> StartSettings.require(Map.of("JELLYSCALE_BASE_PATH", path)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_BASE_PATH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/jellyscale", "/apis", "/upscaler", "/apps/api", "/api/jellyscale"})
  void aBasePathThatHidesNoneIsNot(String path) {
    assertThatCode(() -> StartSettings.require(Map.of("JELLYSCALE_BASE_PATH", path)))
        .doesNotThrowAnyException();
  }
}
