package dev.jellyscale.api.work;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.window.WindowTurns;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;

/** Has every node look now and then whether render windows have opened or closed. */
@Singleton
class WindowClock {
  private static final System.Logger LOG = System.getLogger(WindowClock.class.getName());

  private final NodeJobs jobs;

  WindowClock(NodeJobs jobs) {
    this.jobs = jobs;
  }

  /** Firings may come late, twice, or on several nodes at once: each turn is told of once. */
  @Scheduled(
      identity = "render-windows",
      every = "5s",
      delayed = "5s",
      concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    if (!jobs.isWorking()) {
      return;
    }
    try {
      var _ = new WindowTurns(jobs.store(), jobs::wake).tell();
    } catch (Unavailable e) {
      LOG.log(Level.DEBUG, "Windows are looked at later", e);
    }
  }
}
