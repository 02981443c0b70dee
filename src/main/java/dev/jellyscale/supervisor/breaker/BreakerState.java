package dev.jellyscale.supervisor.breaker;

/** What a breaker lets through. Instants are nanoseconds of its clock. */
sealed interface BreakerState {

  /**
   * Everything.
   *
   * @param faults in a row so far
   */
  record Closed(int faults) implements BreakerState {
    Closed healthy() {
      return new Closed(0);
    }

    /** After another fault. */
    BreakerState faulty(int threshold, long restUntil) {
      return faults + 1 < threshold ? new Closed(faults + 1) : new Open(restUntil);
    }
  }

  /**
   * Nothing, until a trial may begin.
   *
   * @param until from when on
   */
  record Open(long until) implements BreakerState {
    boolean rests(long now) {
      return until - now > 0;
    }

    HalfOpen trial(Permit trial, long now) {
      return new HalfOpen(trial, now);
    }
  }

  /**
   * One piece of work, which is on its way.
   *
   * @param since when it began
   */
  record HalfOpen(Permit trial, long since) implements BreakerState {
    Closed passed() {
      return new Closed(0);
    }

    Open failed(long restUntil) {
      return new Open(restUntil);
    }

    /** The trial told nothing; the next piece of work is one. */
    Open givenUp(long now) {
      return new Open(now);
    }
  }
}
