package dev.jellyscale.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
  private static final PasswordHash.Cost CHEAP = new PasswordHash.Cost(64, 1);

  @Test
  void itIsOfItsPasswordAlone() {
    var hash = PasswordHash.of("correct horse", PasswordHash.Cost.USUAL);

    assertThat(hash.matches("correct horse")).isTrue();
    assertThat(hash.matches("correct horse ")).isFalse();
  }

  @Test
  void namesOfOtherScriptsAreTheirUtf8() {
    assertThat(PasswordHash.of("пароль-密码", CHEAP).matches("пароль-密码")).isTrue();
    assertThat(PasswordHash.of("пароль-密码", CHEAP).matches("??????-??")).isFalse();
    assertThat(PasswordHash.ofNothing(CHEAP).matches("")).isFalse();
  }

  /**
   * Of {@code argon2 somesalt -id -t 2 -m 16 -p 1 -l 32}, the reference implementation's own test.
   */
  @Test
  void theLibraryComputesArgon2id() {
    var hash =
        Argon2Function.getInstance(65_536, 2, 1, 32, Argon2.ID)
            .hash(bytes("password"), bytes("somesalt"));

    assertThat(HexFormat.of().formatHex(hash.getBytes()))
        .isEqualTo("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
