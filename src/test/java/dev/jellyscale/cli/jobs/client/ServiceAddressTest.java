package dev.jellyscale.cli.jobs.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAddressTest {
  @TempDir Path data;

  private ServiceAddress address(Optional<String> url, Map<String, String> more) {
    var environment = new HashMap<>(more);
    environment.put("JELLYSCALE_DATA", data.toString());
    return ServiceAddress.of(url, Optional.empty(), environment);
  }

  private void firstStart() throws IOException {
    Files.createDirectories(data.resolve("secrets"));
    Files.writeString(data.resolve("secrets/bootstrap-token"), "upsk_first\n");
  }

  @Test
  void theNodeOfThisMachineIsAskedByItsOwnToken() throws IOException {
    firstStart();

    assertThat(address(Optional.empty(), Map.of()).toString()).isEqualTo("http://127.0.0.1:5000");
    assertThat(address(Optional.empty(), Map.of()).token()).contains("upsk_first");
    assertThat(address(Optional.empty(), Map.of("QUARKUS_HTTP_PORT", "81")).node()).hasPort(81);
    assertThat(address(Optional.empty(), Map.of("API_TOKEN", "o")).token()).contains("o");
    assertThat(address(Optional.of("http://localhost:1"), Map.of("JELLYSCALE_TOKEN", "t")).token())
        .contains("t");
  }

  @Test
  void anotherMachineNeverGetsThisOnesToken() throws IOException {
    firstStart();
    var elsewhere = Optional.of("https://films.example");

    assertThat(address(elsewhere, Map.of("API_TOKEN", "own")).token()).isEmpty();
    assertThat(address(elsewhere, Map.of("JELLYSCALE_TOKEN", "theirs")).token()).contains("theirs");
    assertThat(address(Optional.of("http://127.evil.example"), Map.of()).token()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:5000",
        "ftp://a",
        "http://",
        "http://a/b",
        "http://u:p@a",
        "http://a?x=1",
        "http://a b",
        "file:///etc"
      })
  void whatIsNoAddressIsRefused(String url) {
    assertThatThrownBy(() -> address(Optional.of(url), Map.of())).isInstanceOf(Invalid.class);
  }

  @Test
  void theTokenIsInNoText() {
    assertThat(address(Optional.empty(), Map.of("JELLYSCALE_TOKEN", "secret")).toString())
        .doesNotContain("secret");
  }
}
