package dev.jellyscale.auth.account;

import dev.jellyscale.auth.Role;
import dev.jellyscale.config.EnvironmentSetting;
import dev.jellyscale.config.SecretSetting;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The accounts that the operator has set.
 *
 * @param accounts one of a role at most, with names that differ in more than capitals
 */
public record AccountSettings(List<Given> accounts) {
  /** Environment variable with the name of the account that may do everything. */
  public static final String ADMIN = "JELLYSCALE_ADMIN";

  /** Environment variable with the name of the account that may see and use. */
  public static final String USER = "JELLYSCALE_USER";

  private static final String ADMIN_PASSWORD = "JELLYSCALE_ADMIN_PASSWORD";
  private static final String ADMIN_FILE = "JELLYSCALE_ADMIN_PASSWORD_FILE";
  private static final String USER_PASSWORD = "JELLYSCALE_USER_PASSWORD";
  private static final String USER_FILE = "JELLYSCALE_USER_PASSWORD_FILE";

  /** Every variable that is read here. */
  public static final List<String> VARIABLES =
      List.of(ADMIN, ADMIN_PASSWORD, ADMIN_FILE, USER, USER_PASSWORD, USER_FILE);

  /** What a name may be. */
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

  static final int SHORTEST_PASSWORD = 8;

  /** No password is longer: hashing takes time for every byte. */
  public static final int LONGEST_PASSWORD = 256;

  /** An account with its password in plain text, to be hashed and forgotten. */
  public record Given(String name, Role role, String password) {

    /** Tells the name alone, so that no log shows a password. */
    @Override
    public String toString() {
      return "Given[" + name + "]";
    }
  }

  public AccountSettings {
    accounts = List.copyOf(accounts);
  }

  /**
   * Reads the accounts.
   *
   * @throws Invalid if one has a name that is none, no name or no password, a password that is too
   *     short, or both have one name; names the variable, and tells no password
   */
  public static AccountSettings of(Map<String, String> environment) {
    var accounts = new ArrayList<Given>();
    var admin = EnvironmentSetting.of(ADMIN, environment);
    var user = EnvironmentSetting.of(USER, environment);
    add(accounts, Role.ADMIN, admin, SecretSetting.of(ADMIN_PASSWORD, ADMIN_FILE, environment));
    add(accounts, Role.USER, user, SecretSetting.of(USER_PASSWORD, USER_FILE, environment));
    if (accounts.size() == 2
        && accounts.getFirst().name().equalsIgnoreCase(accounts.getLast().name())) {
      throw new Invalid("%s and %s name the same account".formatted(ADMIN, USER));
    }
    return new AccountSettings(accounts);
  }

  private static void add(
      List<Given> accounts, Role role, EnvironmentSetting name, SecretSetting password) {
    if (name.value().isEmpty() && password.value().isEmpty()) {
      return;
    }
    if (password.value().isEmpty()) {
      throw new Invalid(
          "%s needs %s or %s".formatted(name.name(), password.name(), password.file()));
    }
    if (name.value().isEmpty()) {
      throw new Invalid("%s is set, and %s is not".formatted(password.name(), name.name()));
    }
    var text = name.value().get();
    if (!NAME.matcher(text).matches()) {
      throw new Invalid(
          "%s='%s' is no name: 1 to 64 letters, digits and . _ @ -".formatted(name.name(), text));
    }
    int length = password.value().get().length();
    if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
      throw new Invalid(
          "%s has to have %d to %d characters"
              .formatted(password.name(), SHORTEST_PASSWORD, LONGEST_PASSWORD));
    }
    accounts.add(new Given(text, role, password.value().get()));
  }
}
