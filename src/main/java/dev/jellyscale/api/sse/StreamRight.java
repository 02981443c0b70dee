package dev.jellyscale.api.sse;

import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.access.NodeAccess;
import dev.jellyscale.api.access.NodeAccounts;
import dev.jellyscale.auth.Caller;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** For how long somebody may listen: the gate looks at a request once, and a stream has no end. */
@Singleton
final class StreamRight {
  /**
   * A proxy is asked for each request and never tells that somebody has left; who listens comes
   * again.
   */
  static final Duration OF_A_PROXY = Duration.ofMinutes(15);

  private final InstantSource clock = InstantSource.system();
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
    return switch (caller.get()) {
      case Caller.LocalUser user -> () -> accounts.sessions().isOpen(user.session());
      case Caller.ProxyUser _ -> briefly(clock.instant().plus(OF_A_PROXY));
      case Caller who -> () -> access.gatekeeper().isStillKnown(who);
    };
  }

  private BooleanSupplier briefly(Instant end) {
    return () -> clock.instant().isBefore(end);
  }
}
