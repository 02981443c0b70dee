package dev.jellyscale.api.upscaler.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The set-up text and the address in it. */
class SetUpTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://192.168.1.7:5000",
        "https://upscaler.example.org",
        "https://[2001:db8::7]:5000/a/b-c",
        "http://nas"
      })
  void addressIsFilledIn(String url) {
    assertThat(SetUpText.of(new PublicUrl(url)))
        .contains("proxy_pass " + url + "/Upscaler/;", "reverse_proxy " + url)
        .doesNotContain("{url}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org",
        "ftp://example.org",
        "https://user:secret@example.org",
        "https://example.org/?a",
        "https://example.org/;return 301 evil",
        "https://example.org/$(id)",
        "https://example.org/`id`",
        "https://example.org/{",
        "https://example.org\nlocation / {",
        "https://exa mple.org",
        "https://example.org/'\"",
        "https://[x]",
        "https://example.org:99999999"
      })
  void whatWouldMeanSomethingElseInAConfigurationIsNoAddress(String url) {
    assertThatThrownBy(() -> new PublicUrl(url)).isInstanceOf(Invalid.class);
  }

  @Test
  void settingIsToldByItsName() {
    assertThat(PublicUrl.of(Map.of())).isEmpty();
    assertThat(PublicUrl.of(Map.of("JELLYSCALE_PUBLIC_URL", " https://a.example/ ")))
        .contains(new PublicUrl("https://a.example"));
    assertThatThrownBy(() -> PublicUrl.of(Map.of("JELLYSCALE_PUBLIC_URL", "a.example")))
        .isInstanceOf(Invalid.class)
        .hasMessageStartingWith("JELLYSCALE_PUBLIC_URL");
  }
}
