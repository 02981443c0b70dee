package dev.jellyscale.api.sse;

import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.access.NodeAccess;
import dev.jellyscale.api.access.NodeAccounts;
import dev.jellyscale.auth.Caller;
import jakarta.inject.Singleton;
import java.util.function.BooleanSupplier;

/** For how long somebody may listen: the gate looks at a request once, and a stream has no end. */
@Singleton
final class StreamRight {
  private final NodeAccess access;
  private final NodeAccounts accounts;
  private final CurrentCaller caller;

  StreamRight(NodeAccess access, NodeAccounts accounts, CurrentCaller caller) {
    this.access = access;
    this.accounts = accounts;
    this.caller = caller;
  }

  /** Tells whether the caller of the present request may still listen; any thread may ask. */
  BooleanSupplier ofCaller() {
    var who = caller.get();
    return who instanceof Caller.LocalUser user
        ? () -> accounts.sessions().isOpen(user.session())
        : () -> access.gatekeeper().isStillKnown(who);
  }
}
