package dev.jellyscale.jobs.notify.send;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.jobs.notify.Delivery;
import dev.jellyscale.jobs.notify.Delivery.Claim;
import dev.jellyscale.jobs.notify.TargetName;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks for deliveries that are due and sends them: few at a time, one to each target, so that a
 * target which is slow holds up nobody but itself.
 */
final class Courier implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Courier.class.getName());
  private static final int MOST_AT_A_TIME = 4;
  private static final long SECONDS_TO_END = 1;

  private final Dispatch dispatch;
  private final NodeName node;
  private final Set<TargetName> busy = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("notifications").factory());
  private final ExecutorService sending =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("notification-", 0).factory());

  Courier(Dispatch dispatch, NodeName node) {
    this.dispatch = dispatch;
    this.node = node;
  }

  /**
   * Begins to look.
   *
   * @param rhythm time between two looks
   */
  void start(Duration rhythm) {
    var _ = looks.scheduleWithFixedDelay(this::look, 0, rhythm.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      for (var delivery : dispatch.rows().due()) {
        if (busy.size() < MOST_AT_A_TIME && busy.add(delivery.target())) {
          begin(delivery);
        }
      }
    } catch (JellyscaleException e) {
      LOG.log(Level.WARNING, "Notifications wait for a moment: {0}", e.getMessage());
    } catch (RuntimeException e) {
      // A look that throws would be the last one.
      LOG.log(Level.ERROR, "Notifications cannot be looked after", e);
    }
  }

  private void begin(Delivery delivery) {
    try {
      var claim = dispatch.rows().claim(delivery, node);
      if (claim.isPresent()) {
        sending.execute(() -> send(claim.get()));
        return;
      }
    } catch (RuntimeException e) {
      busy.remove(delivery.target());
      throw e;
    }
    busy.remove(delivery.target());
  }

  private void send(Claim claim) {
    try {
      dispatch.deliver(claim);
    } catch (JellyscaleException e) {
      LOG.log(Level.WARNING, "What came of a notification is not written: {0}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A notification for " + claim.target().name() + " cannot be sent", e);
    } finally {
      busy.remove(claim.target().name());
    }
    lookAgain();
  }

  private void lookAgain() {
    try {
      looks.execute(this::look);
    } catch (RejectedExecutionException _) {
      LOG.log(Level.DEBUG, "The node sends no notifications any more");
    }
  }

  /** Begins no more, and leaves what it is at to others. */
  @Override
  public void close() {
    looks.shutdown();
    sending.shutdownNow();
    try {
      boolean ended =
          looks.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)
              && sending.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
      if (!ended) {
        LOG.log(Level.INFO, "A notification is left in the middle; it is sent again");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
