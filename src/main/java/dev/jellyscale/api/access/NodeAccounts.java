package dev.jellyscale.api.access;

import dev.jellyscale.api.access.sender.NodeProxies;
import dev.jellyscale.auth.account.AccountSettings;
import dev.jellyscale.auth.account.Accounts;
import dev.jellyscale.auth.account.Sessions;
import dev.jellyscale.auth.account.SignIn;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The accounts that the operator has set, if any, and who is signed in. */
@Singleton
public class NodeAccounts {
  private final Sessions sessions = new Sessions(Clock.systemUTC());
  private final Optional<SignIn> signIn;

  /** Hashes the passwords, once, when the node starts. */
  NodeAccounts(Config config) {
    var settings = AccountSettings.of(NodeProxies.environment(config, AccountSettings.VARIABLES));
    signIn =
        settings.accounts().isEmpty()
            ? Optional.empty()
            : Optional.of(new SignIn(new Accounts(settings), sessions, Clock.systemUTC()));
  }

  /** Who is signed in. */
  public Sessions sessions() {
    return sessions;
  }

  /** Lets people in; empty where there is no account. */
  public Optional<SignIn> signIn() {
    return signIn;
  }
}
