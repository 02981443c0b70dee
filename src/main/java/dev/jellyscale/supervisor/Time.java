package dev.jellyscale.supervisor;

import java.time.Duration;
import java.time.Instant;

/** What the clock says, and waiting for it. */
public interface Time {

  /** The time of this machine. */
  Time SYSTEM =
      new Time() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void pause(Duration length) throws InterruptedException {
          Thread.sleep(length);
        }
      };

  /** This moment. */
  Instant now();

  /** Returns after so long. */
  void pause(Duration length) throws InterruptedException;
}
