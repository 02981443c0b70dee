package dev.jellyscale.renderer.confinement;

import dev.jellyscale.protocol.wire.ConfinementFacts;

/**
 * What a renderer gives up before it opens anything.
 *
 * <p>Landlock binds a thread and what that thread starts, and a JVM has threads before its first
 * line of ours. So a first JVM restricts the thread it has and becomes the renderer's JVM by {@code
 * execve}, all of whose threads are bound then. Seccomp can be given to all threads of a process
 * and must forbid {@code execve}, so it comes second.
 */
public final class Confinement {
  /** What Java calls the machine whose system calls are known here. */
  private static final String KNOWN_MACHINE = "amd64";

  private Confinement() {}

  /** On another machine, the same numbers are other calls. */
  private static void requireKnownMachine() throws ConfinementException {
    var machine = System.getProperty("os.arch");
    if (!KNOWN_MACHINE.equals(machine)) {
      throw new ConfinementException("it is known for x86-64 alone, not for " + machine, null);
    }
  }

  /**
   * First half: confines the calling thread and what it starts. Where the kernel has no Landlock,
   * files stay within reach.
   *
   * @throws ConfinementException if the kernel refuses what it has, or this is no x86-64
   */
  public static void restrictFiles(Reach reach) throws ConfinementException {
    requireKnownMachine();
    Privileges.renounce();
    if (Landlock.version() > 0) {
      reach.enforce();
    }
  }

  /**
   * Second half: refuses system calls in all threads of this process.
   *
   * @throws ConfinementException if the kernel refuses, or this is no x86-64
   */
  public static void restrictCalls() throws ConfinementException {
    requireKnownMachine();
    Privileges.renounce();
    Seccomp.install();
  }

  /** What holds in this process, as far as it can be tried. */
  public static ConfinementFacts facts() {
    boolean landlock = Landlock.holds();
    String note = landlock ? "" : "this kernel has no Landlock, or it was not asked for";
    return new ConfinementFacts(Privileges.renounced(), Seccomp.holds(), landlock, note);
  }

  /** Facts of a process that was told not to confine itself. */
  public static ConfinementFacts switchedOff() {
    return new ConfinementFacts(false, false, false, "switched off by JELLYSCALE_CONFINEMENT=off");
  }
}
