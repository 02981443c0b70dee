package dev.jellyscale.jellyfin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JellyfinIdTest {

  @ParameterizedTest
  @CsvSource({
    "0123456789abcdef0123456789abcdef, 0123456789abcdef0123456789abcdef",
    "0123456789ABCDEF0123456789ABCDEF, 0123456789abcdef0123456789abcdef",
    "01234567-89AB-cdef-0123-456789abcdef, 0123456789abcdef0123456789abcdef"
  })
  void bothFormsOfAnIdAreOne(String written, String hex) {
    assertThat(ItemId.parse(written)).isEqualTo(new ItemId(hex)).hasToString(hex);
    assertThat(UserId.parse(written)).isEqualTo(new UserId(hex)).hasToString(hex);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "0123456789abcdef0123456789abcde",
        "0123456789abcdef0123456789abcdef0",
        "0123456789abcdef0123456789abcdeg",
        "0123-456789abcdef0123456789abcdef",
        "{01234567-89ab-cdef-0123-456789abcdef}",
        "0123456789abcdef0123456789abcde/",
        "00000000000000000000000000000000",
        "00000000-0000-0000-0000-000000000000",
        "../../../../../../../../etc/passwd"
      })
  void whatIsNoIdIsRefusedAndNotRepeated(String text) {
    assertThatThrownBy(() -> ItemId.parse(text))
        .isInstanceOf(Invalid.class)
        .hasMessage("An id of Jellyfin has 32 hexadecimal digits, and this is none");
    assertThatThrownBy(() -> UserId.parse(text)).isInstanceOf(Invalid.class);
  }

  @Test
  void anIdIsKeptInOneFormAlone() {
    assertThatThrownBy(() -> new ItemId("0123456789ABCDEF0123456789ABCDEF"))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> new UserId("01234567-89ab-cdef-0123-456789abcdef"))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void aTokenIsNeverTold() {
    var token = new UserToken("a-secret-of-mine");

    assertThat(token.toString()).doesNotContain("secret");
    assertThat(new ServiceKey(token).toString()).doesNotContain("secret");
    assertThat(View.of(token).toString()).doesNotContain("secret");
    assertThat(token.fingerprint())
        .hasSize(64)
        .isEqualTo(new UserToken("a-secret-of-mine").fingerprint())
        .isNotEqualTo(new UserToken("a-secret-of-yours").fingerprint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\"b", "a\nb", "ä", "a\u0000"})
  void whatNoHeaderCanCarryIsNoToken(String text) {
    assertThat(UserToken.isToken(text)).isFalse();
    assertThatThrownBy(() -> new UserToken(text)).isInstanceOf(Invalid.class);
  }

  @Test
  void aTokenHasABound() {
    assertThat(UserToken.isToken("x".repeat(256))).isTrue();
    assertThat(UserToken.isToken("x".repeat(257))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "10.11.4, 10, 11, 4",
    "12.0.0, 12, 0, 0",
    "12.0.0-rc3, 12, 0, 0",
    "10.11.4.0, 10, 11, 4"
  })
  void aVersionIsReadAndCompared(String text, int major, int minor, int patch) {
    var version = ServerVersion.parse(text).orElseThrow();

    assertThat(version).isEqualTo(new ServerVersion(major, minor, patch));
    assertThat(version.isAtLeast(10, 11)).isTrue();
    assertThat(version.isAtLeast(12, 0)).isEqualTo(major == 12);
    assertThat(ServerVersion.parse("ten")).isEmpty();
  }
}
