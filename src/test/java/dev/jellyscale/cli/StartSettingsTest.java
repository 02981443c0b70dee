package dev.jellyscale.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartSettingsTest {

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

  @Test
  void anOpenDoorBehindATrustedProxyIsRefused() {
    var both = Map.of("API_TOKEN", "disable", "JELLYSCALE_TRUSTED_PROXIES", "127.0.0.1");

    assertThatThrownBy(() -> StartSettings.require(both))
        .isInstanceOf(Invalid.class)
        .hasMessageContainingAll("API_TOKEN=disable", "JELLYSCALE_TRUSTED_PROXIES");
  }
}
