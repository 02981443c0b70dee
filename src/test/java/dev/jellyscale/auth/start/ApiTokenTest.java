package dev.jellyscale.auth.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.auth.start.ApiToken.Disabled;
import dev.jellyscale.auth.start.ApiToken.Given;
import dev.jellyscale.auth.start.ApiToken.Unset;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokenTest {
  @TempDir Path folder;

  private static ApiToken value(String text) {
    return ApiToken.of(Optional.of(text), Optional.empty());
  }

  @Test
  void nothingAndBlanksAreNothing() {
    assertThat(ApiToken.of(Optional.empty(), Optional.empty())).isEqualTo(new Unset());
    assertThat(value(" ")).isEqualTo(new Unset());
  }

  @Test
  void theWordDisableOpensTheDoor() {
    assertThat(value("disable")).isEqualTo(new Disabled());
    assertThat(value("Disable")).isEqualTo(new Given("Disable"));
  }

  @Test
  void aShortTokenIsTakenAndCalledGuessable() {
    assertThat(((Given) value("secret")).isGuessable()).isTrue();
    assertThat(((Given) value("s".repeat(32))).isGuessable()).isFalse();
  }

  @Test
  void itsTextShowsNoToken() {
    assertThat(value("secret").toString()).doesNotContain("secret");
  }

  @Test
  void theFirstLineOfAFileIsTaken() throws IOException {
    var file = Files.writeString(folder.resolve("token"), "from-a-file\r\nmore\n");

    assertThat(ApiToken.of(Optional.empty(), Optional.of(file.toString())))
        .isEqualTo(new Given("from-a-file"));
  }

  @Test
  void aFileThatIsAbsentOrEmptyEndsTheStart() throws IOException {
    var empty = Files.createFile(folder.resolve("empty"));

    for (var file : new Path[] {empty, folder.resolve("absent"), folder}) {
      assertThatThrownBy(() -> ApiToken.of(Optional.empty(), Optional.of(file.toString())))
          .isInstanceOf(Invalid.class);
    }
  }

  @Test
  void bothAtOnceAreAMistake() {
    assertThatThrownBy(() -> ApiToken.of(Optional.of("a"), Optional.of("b")))
        .isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "tab\tbed", "ümlaut", "line\nbreak"})
  void aTokenThatNoHeaderCarriesIsAMistake(String token) {
    assertThatThrownBy(() -> value(token)).isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.9.9.9, true",
    "::1, true",
    "[::1], true",
    "localhost, true",
    "0.0.0.0, false",
    "::, false",
    "192.168.1.2, false",
    "example.org, false",
    "localhost.example.org, false",
    "'', false",
    "0, false",
    "127.0.0.1.example.org, false"
  })
  void onlyAddressesOfThisMachineAloneAreLoopback(String host, boolean loopback) {
    assertThat(ApiToken.isLoopback(host)).isEqualTo(loopback);
  }
}
