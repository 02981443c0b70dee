package dev.jellyscale.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jellyscale.auth.Role;
import dev.jellyscale.auth.account.AccountSettings.Given;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountSettingsTest {
  private static final String PASSWORD = "correct horse";

  private static Map<String, String> both(String... changes) {
    var environment = new HashMap<String, String>();
    environment.put("JELLYSCALE_ADMIN", "ada");
    environment.put("JELLYSCALE_ADMIN_PASSWORD", PASSWORD);
    environment.put("JELLYSCALE_USER", "family@home");
    environment.put("JELLYSCALE_USER_PASSWORD", "battery staple");
    for (int i = 0; i < changes.length; i += 2) {
      environment.put(changes[i], changes[i + 1]);
    }
    return environment;
  }

  @Test
  void unlessSetThereAreNone() {
    assertThat(AccountSettings.of(Map.of()).accounts()).isEmpty();
  }

  @Test
  void everySettingHasItsPlace() {
    assertThat(AccountSettings.of(both()).accounts())
        .containsExactly(
            new Given("ada", Role.ADMIN, PASSWORD),
            new Given("family@home", Role.USER, "battery staple"));
  }

  @Test
  void passwordsMayBeInFiles(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("password"), PASSWORD + "\n").toString();
    var environment = Map.of("JELLYSCALE_USER", "ada", "JELLYSCALE_USER_PASSWORD_FILE", file);

    assertThat(AccountSettings.of(environment).accounts())
        .containsExactly(new Given("ada", Role.USER, PASSWORD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          JELLYSCALE_ADMIN;with blank
          JELLYSCALE_ADMIN;-ada
          JELLYSCALE_ADMIN;ada/eve
          JELLYSCALE_ADMIN;ädä
          JELLYSCALE_ADMIN;FAMILY@home
          JELLYSCALE_USER;ada
          JELLYSCALE_ADMIN_PASSWORD;7-chars
          JELLYSCALE_ADMIN_PASSWORD_FILE;/both
          JELLYSCALE_USER_PASSWORD_FILE;/both
          JELLYSCALE_ADMIN;''
          JELLYSCALE_USER;''
          JELLYSCALE_ADMIN_PASSWORD;''
          JELLYSCALE_USER_PASSWORD;''
          """)
  void aWrongValueIsRefusedByName(String variable, String value) {
    var environment = both(variable, value);

    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> AccountSettings.of(environment))
        .withMessageContaining(variable)
        .withMessageNotContainingAny(PASSWORD, "battery staple", "7-chars");
  }

  @Test
  void aNameOrPasswordThatIsTooLongIsRefused() {
    var name = both("JELLYSCALE_ADMIN", "a".repeat(65));
    var password = both("JELLYSCALE_ADMIN_PASSWORD", "a".repeat(257));

    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> AccountSettings.of(name))
        .withMessageContaining("JELLYSCALE_ADMIN");
    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> AccountSettings.of(password))
        .withMessageContaining("JELLYSCALE_ADMIN_PASSWORD");
  }

  @Test
  void anUnreadableFileIsRefusedByName() {
    var environment =
        Map.of("JELLYSCALE_ADMIN", "ada", "JELLYSCALE_ADMIN_PASSWORD_FILE", "/no/such/file");

    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> AccountSettings.of(environment))
        .withMessage("The file of JELLYSCALE_ADMIN_PASSWORD_FILE cannot be read");
  }

  @Test
  void textShowsNoPassword() {
    assertThat(AccountSettings.of(both()).toString()).doesNotContain(PASSWORD);
  }
}
