package dev.jellyscale.jobs.rules.scan;

import dev.jellyscale.jobs.rules.store.ScanWork.Claim;

/** Does scans of one sort. */
public interface ScanDoer {

  /**
   * Does a scan to its end.
   *
   * @throws Lost if it went to another node meanwhile
   * @throws dev.jellyscale.error.JellyscaleException.Unavailable if it cannot go on now
   * @throws dev.jellyscale.error.JellyscaleException if it cannot be done
   */
  void run(Claim claim) throws InterruptedException;

  /** The scan is somebody else's by now. */
  final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** It is. */
    public Lost() {
      super("The scan has gone to another node", null, false, false);
    }

    /**
     * Returns if it is still ours.
     *
     * @throws Lost if not
     */
    public static void unless(boolean ours) {
      if (!ours) {
        throw new Lost();
      }
    }
  }
}
