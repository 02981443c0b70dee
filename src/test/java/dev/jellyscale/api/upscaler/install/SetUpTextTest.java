package dev.jellyscale.api.upscaler.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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
        "http://nas",
        "http://media_box:5000"
      })
  void addressIsFilledIn(String url) {
    assertThat(SetUpText.of(Optional.of(new PublicUrl(url))))
        .contains(
            "reached at " + url + "\n",
            "proxy_pass " + url + "/Upscaler/;",
            "proxy_pass " + url + "/Upscaler/models/upload-file;")
        .doesNotContain("{url}", "{origin}", "{path}", "{reached}", "ADDRESS-OF-JELLYSCALE");
  }

  @Test
  void caddyGetsThePathApart() {
    assertThat(SetUpText.of(Optional.of(new PublicUrl("https://a.example:8443/b/c"))))
        .contains("rewrite * /b/c{uri}\n", "reverse_proxy https://a.example:8443 {\n");
    assertThat(SetUpText.of(Optional.of(new PublicUrl("https://a.example"))))
        .contains("rewrite * {uri}\n", "reverse_proxy https://a.example {\n");
  }

  @Test
  void withoutTheSettingThereIsAPlaceholderAndTheSettingsName() {
    var text = SetUpText.of(Optional.empty());

    assertThat(text)
        .contains(
            "JELLYSCALE_PUBLIC_URL",
            "proxy_pass http://ADDRESS-OF-JELLYSCALE:5000/Upscaler/;",
            "reverse_proxy http://ADDRESS-OF-JELLYSCALE:5000 {")
        .doesNotContain("reached at");
  }

  /** But for the host, which a proxy of its own in front of this node has to see. */
  @Test
  void theRuleForNginxDoesWhatTheWholeExampleDoes() throws IOException {
    var example = Files.readString(Path.of("deploy/proxy/nginx.conf"));
    var place = example.substring(example.indexOf("location /Upscaler/ {"));
    var lines =
        place
            .substring(0, place.indexOf("location / {"))
            .lines()
            .map(String::strip)
            .filter(line -> line.endsWith(";"))
            .filter(line -> !line.startsWith("proxy_pass") && !line.contains(" Host "))
            .toList();

    assertThat(lines).hasSizeGreaterThan(14);
    assertThat(SetUpText.of(Optional.empty()).lines().map(String::strip).toList())
        .containsAll(lines);
  }

  @Test
  void theRuleForCaddyRemovesWhatTheWholeExampleRemoves() throws IOException {
    var lines =
        Files.readString(Path.of("deploy/proxy/Caddyfile"))
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("request_header -"))
            .toList();

    assertThat(lines).hasSizeGreaterThan(6);
    assertThat(SetUpText.of(Optional.empty()).lines().map(String::strip).toList())
        .containsAll(lines);
  }

  @Test
  void theNodeIsToldWhomToTrust() {
    assertThat(SetUpText.of(Optional.empty())).contains("JELLYSCALE_TRUSTED_PROXIES=");
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
