package dev.jellyscale.api.access.identity;

/**
 * One way of telling who makes a request. All ways are tried in the order of {@link
 * IdentitySources}; the first that finds anything decides.
 */
public interface IdentitySource {

  /** Whether it counts at all in a part of the public port. */
  boolean countsIn(Realm realm);

  /** Looks at the head of a request. Runs on an event loop: it neither waits nor reads a body. */
  Finding look(Arrival arrival);
}
