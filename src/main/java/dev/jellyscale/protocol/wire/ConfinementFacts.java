package dev.jellyscale.protocol.wire;

/**
 * What holds a renderer, each found by asking the kernel and not by having asked for it.
 *
 * @param noNewPrivileges whether no program can give it more rights
 * @param seccomp whether a filter refuses system calls in all its threads
 * @param landlock whether files outside of its folders are out of reach
 * @param note why one does not hold, or empty
 */
public record ConfinementFacts(
    boolean noNewPrivileges, boolean seccomp, boolean landlock, String note) {

  /** Whether all of them hold. */
  public boolean complete() {
    return noNewPrivileges && seccomp && landlock;
  }
}
