package dev.jellyscale.auth.proxy;

import dev.jellyscale.auth.Caller;

/** What the identity headers of a request amount to. */
public sealed interface ProxyClaim {

  /** There are none, or nobody is to look at them. */
  record Absent() implements ProxyClaim {}

  /** They are there, and do not prove that a trusted proxy has written them. */
  record Unproven() implements ProxyClaim {}

  /** A trusted proxy has let this user in. */
  record Proven(Caller.ProxyUser user) implements ProxyClaim {}
}
