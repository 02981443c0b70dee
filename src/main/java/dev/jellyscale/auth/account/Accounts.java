package dev.jellyscale.auth.account;

import dev.jellyscale.auth.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The accounts of this node, with hashes of their passwords. Thread-safe. */
public final class Accounts {
  private final Map<String, Account> accounts = new HashMap<>();
  private final PasswordHash nobodys;

  /** An account whose password was right. */
  record Account(String name, Role role, PasswordHash hash) {}

  /** Hashes the passwords, which takes a while for each. */
  public Accounts(AccountSettings settings) {
    this(settings, PasswordHash.Cost.USUAL);
  }

  Accounts(AccountSettings settings, PasswordHash.Cost cost) {
    for (var given : settings.accounts()) {
      var hash = PasswordHash.of(given.password(), cost);
      accounts.put(given.name(), new Account(given.name(), given.role(), hash));
    }
    nobodys = PasswordHash.ofNothing(cost);
  }

  /**
   * The account of this name and password; empty if there is none such. Takes as long for names
   * that are not known, and 19 MiB meanwhile.
   */
  Optional<Account> verify(String name, String password) {
    var account = accounts.get(name);
    boolean right = (account == null ? nobodys : account.hash()).matches(password);
    return right ? Optional.ofNullable(account) : Optional.empty();
  }
}
