package dev.jellyscale.jobs.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  @TempDir Path folder;

  private KeyFile file() {
    return new KeyFile(folder.resolve("key"), "JELLYSCALE_KEY_FILE");
  }

  @Test
  void base64AndHexadecimalDigitsGiveTheSameKey() throws IOException {
    var bytes = SealingKey.random();
    Files.writeString(file().path(), Base64.getEncoder().encodeToString(bytes) + "\n");
    var first = file().read();
    Files.writeString(file().path(), HexFormat.of().formatHex(bytes));

    assertThat(file().read().id()).isEqualTo(first.id()).matches("[0-9a-f]{16}");
  }

  @Test
  void aLinkIsFollowedAsContainersMountSecretsBehindOne() throws IOException {
    new KeyFile(folder.resolve("real"), "x").make();
    Files.createSymbolicLink(file().path(), folder.resolve("real"));

    assertThat(file().read().id()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "top secret", "c2hvcnQ=", "00ff"})
  void aFileWithoutAKeyIsRefusedAndNotShown(String content) throws IOException {
    Files.writeString(file().path(), content);

    assertThatThrownBy(() -> file().read())
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("openssl rand -base64 32")
        .extracting(Throwable::getMessage)
        .matches(message -> content.isEmpty() || !message.contains(content));
  }

  @Test
  void aFileThatIsNamedAndMissingIsRefusedAtOnce() {
    var settings =
        KeySettings.ofEnvironment(Map.of("JELLYSCALE_KEY_FILE", folder.resolve("none").toString()));

    assertThatThrownBy(() -> KeyRing.open(settings, Optional.empty()))
        .isInstanceOf(Invalid.class)
        .hasMessage("The key file of JELLYSCALE_KEY_FILE does not exist");
  }

  @Test
  void aKeySealsNothingTwiceToTheSameBytesAndOpensUnderItsLabelAlone() {
    var key = new SealingKey(SealingKey.random());
    var plain = new byte[] {1, 2, 3};
    var sealed = key.seal("a", plain);

    assertThat(key.seal("a", plain)).isNotEqualTo(sealed);
    assertThat(key.open("a", sealed)).hasValue(plain);
    assertThat(key.open("b", sealed)).isEmpty();
    assertThat(new SealingKey(SealingKey.random()).open("a", sealed)).isEmpty();
    sealed[sealed.length - 1] ^= 1;
    assertThat(key.open("a", sealed)).isEmpty();
    assertThat(key.open("a", new byte[] {1})).isEmpty();
    assertThat(key.toString()).isEqualTo("key " + key.id());
  }
}
