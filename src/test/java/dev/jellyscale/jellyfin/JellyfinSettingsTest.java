package dev.jellyscale.jellyfin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JellyfinSettingsTest {
  private static final String URL = "http://jellyfin:8096";

  private static Optional<JellyfinSettings> of(String... namesAndValues) {
    var environment = new HashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return JellyfinSettings.of(environment);
  }

  @Test
  void withoutAnAddressThereIsNoServer() {
    assertThat(of()).isEmpty();
    assertThat(of("JELLYSCALE_JELLYFIN_URL", " ", "JELLYSCALE_JELLYFIN_KEY", "x")).isEmpty();
  }

  @Test
  void theAddressAloneIsEnough() {
    assertThat(of("JELLYSCALE_JELLYFIN_URL", URL))
        .contains(new JellyfinSettings(URI.create(URL), Optional.empty(), PathMap.NONE, false));
  }

  @Test
  void everythingCanBeSet() {
    var settings =
        of(
                "JELLYSCALE_JELLYFIN_URL", "https://media.example/jellyfin//",
                "JELLYSCALE_JELLYFIN_KEY", "abc",
                "JELLYSCALE_JELLYFIN_PATHS", "/media=media",
                "JELLYSCALE_JELLYFIN_LEGACY_AUTH", "on")
            .orElseThrow();

    assertThat(settings.url()).isEqualTo(URI.create("https://media.example/jellyfin"));
    assertThat(settings.key()).contains(new ServiceKey(new UserToken("abc")));
    assertThat(settings.paths()).isEqualTo(PathMap.parse("/media=media"));
    assertThat(settings.legacyAuthorization()).isTrue();
    assertThat(settings.toString()).doesNotContain("abc");
  }

  @Test
  void theKeyMayStandInAFile(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("key"), " abc \nmore\n");

    var settings =
        of("JELLYSCALE_JELLYFIN_URL", URL, "JELLYSCALE_JELLYFIN_KEY_FILE", file.toString());

    assertThat(settings.orElseThrow().key()).contains(new ServiceKey(new UserToken("abc")));
    assertThatThrownBy(
            () ->
                of(
                    "JELLYSCALE_JELLYFIN_URL",
                    URL,
                    "JELLYSCALE_JELLYFIN_KEY",
                    "x",
                    "JELLYSCALE_JELLYFIN_KEY_FILE",
                    file.toString()))
        .isInstanceOf(Invalid.class)
        .hasMessage("Set JELLYSCALE_JELLYFIN_KEY or JELLYSCALE_JELLYFIN_KEY_FILE, not both");
    assertThatThrownBy(
            () ->
                of(
                    "JELLYSCALE_JELLYFIN_URL",
                    URL,
                    "JELLYSCALE_JELLYFIN_KEY_FILE",
                    folder.resolve("none").toString()))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_JELLYFIN_KEY_FILE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jellyfin:8096",
        "ftp://jellyfin",
        "http://",
        "http://user:hunter2@jellyfin",
        "http://jellyfin/?key=hunter2",
        "http://jellyfin/#hunter2",
        "http://jelly fin/hunter2",
        "hunter2"
      })
  void anAddressThatIsNoneIsRefusedAndNotRepeated(String url) {
    assertThatThrownBy(() -> of("JELLYSCALE_JELLYFIN_URL", url))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_JELLYFIN_URL")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void otherValuesThatAreNotUnderstoodAreRefusedByName() {
    assertThatThrownBy(
            () -> of("JELLYSCALE_JELLYFIN_URL", URL, "JELLYSCALE_JELLYFIN_KEY", "two words"))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_JELLYFIN_KEY ")
        .hasMessageNotContaining("words");
    assertThatThrownBy(
            () -> of("JELLYSCALE_JELLYFIN_URL", URL, "JELLYSCALE_JELLYFIN_LEGACY_AUTH", "yes"))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_JELLYFIN_LEGACY_AUTH");
  }

  @Test
  void theProbeItemIsAnId() {
    var id = "0123456789abcdef0123456789abcdef";
    assertThat(JellyfinSettings.probeItem(Map.of(JellyfinSettings.PROBE_ITEM, id)))
        .contains(new ItemId(id));
    assertThat(JellyfinSettings.probeItem(Map.of())).isEmpty();
    assertThatThrownBy(
            () -> JellyfinSettings.probeItem(Map.of(JellyfinSettings.PROBE_ITEM, "Avatar")))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_JELLYFIN_PROBE_ITEM");
  }
}
