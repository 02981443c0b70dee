package dev.jellyscale.renderer.confinement;

/** The promise never to get more rights than one has, which the kernel never takes back. */
final class Privileges {
  private static final int PRCTL = 157;
  private static final int SET_NO_NEW_PRIVS = 38;
  private static final int GET_NO_NEW_PRIVS = 39;

  private Privileges() {}

  /**
   * Makes the promise for the calling thread and all that it starts.
   *
   * @throws ConfinementException if the kernel refuses
   */
  static void renounce() throws ConfinementException {
    long result = Kernel.call(PRCTL, SET_NO_NEW_PRIVS, 1);
    if (result != 0) {
      throw new ConfinementException("no-new-privileges", result);
    }
  }

  /** Whether the calling thread has made it. */
  static boolean renounced() {
    return Kernel.call(PRCTL, GET_NO_NEW_PRIVS) == 1;
  }
}
