package dev.jellyscale.api.sse;

import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.access.NodeAccess;
import dev.jellyscale.api.access.NodeAccounts;
import dev.jellyscale.auth.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** For how long somebody may listen: the gate looks at a request once, and a stream has no end. */
@Singleton
final class StreamRight {
  /**
   * A proxy is asked for each request and never tells that somebody has left; who listens comes
   * again.
   */
  static final Duration OF_A_PROXY = Duration.ofMinutes(15);

  private final NodeAccess access;
  private final NodeAccounts accounts;
  private final CurrentCaller caller;
  private final LongSupplier nanoTime;

  @Inject
  StreamRight(NodeAccess access, NodeAccounts accounts, CurrentCaller caller) {
    this(access, accounts, caller, System::nanoTime);
  }

  StreamRight(
      NodeAccess access, NodeAccounts accounts, CurrentCaller caller, LongSupplier nanoTime) {
    this.access = access;
    this.accounts = accounts;
    this.caller = caller;
    this.nanoTime = nanoTime;
  }

  /** Tells whether the caller of the present request may still listen; any thread may ask. */
  BooleanSupplier ofCaller() {
    return of(caller.get());
  }

  BooleanSupplier of(Caller caller) {
    return switch (caller) {
      case Caller.LocalUser user -> () -> accounts.sessions().isOpen(user.session());
      case Caller.ProxyUser _ -> briefly();
      case Caller who -> () -> access.gatekeeper().isStillKnown(who);
    };
  }

  private BooleanSupplier briefly() {
    long began = nanoTime.getAsLong();
    return () -> nanoTime.getAsLong() - began < OF_A_PROXY.toNanos();
  }
}
