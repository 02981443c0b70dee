package dev.jellyscale.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSettingTest {
  @TempDir Path folder;

  private static SecretSetting read(Map<String, String> environment) {
    return SecretSetting.of("SECRET", "SECRET_FILE", environment);
  }

  private Map<String, String> file(String text) throws IOException {
    return Map.of(
        "SECRET_FILE", Files.writeString(folder.resolve("secret"), text).toString(), "SECRET", " ");
  }

  @Test
  void unlessSetThereIsNone() {
    assertThat(read(Map.of()).value()).isEmpty();
  }

  @Test
  void itIsAValueOrTheFirstLineOfAFile() throws IOException {
    assertThat(read(Map.of("SECRET", " of the variable ")).value()).contains("of the variable");
    assertThat(read(file("of the file\nnot this")).value()).contains("of the file");
  }

  @Test
  void bothAreRefused() {
    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> read(Map.of("SECRET", "a", "SECRET_FILE", "b")))
        .withMessage("Set SECRET or SECRET_FILE, not both");
  }

  @Test
  void aFileThatHoldsNothingToReadIsRefusedByTheNameOfItsVariable() throws IOException {
    var empty = file("\nsecond line");
    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> read(empty))
        .withMessage("The file of SECRET_FILE is empty");
    var missing = Map.of("SECRET_FILE", folder.resolve("missing").toString());
    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> read(missing))
        .withMessage("The file of SECRET_FILE cannot be read");
    var odd = Map.of("SECRET_FILE", "no\0path");
    assertThatExceptionOfType(Invalid.class).isThrownBy(() -> read(odd));
  }

  @Test
  void itsTextShowsNoSecret() {
    assertThat(read(Map.of("SECRET", "hidden")).toString()).doesNotContain("hidden");
  }
}
