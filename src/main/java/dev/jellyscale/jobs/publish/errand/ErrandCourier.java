package dev.jellyscale.jobs.publish.errand;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.publish.Unpublishing;
import dev.jellyscale.jobs.store.JobStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does what is due for published films, one errand after the other, and settles what killed nodes
 * have left in the middle; by a thread of its own from {@link #start} to {@link #close}. Several
 * nodes at once are as good as one. Nothing that happens here fails a job.
 */
public final class ErrandCourier implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ErrandCourier.class.getName());
  private static final int AT_A_TIME = 20;
  private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(30);

  /** Whoever was publishing has noticed by then that the job is over. */
  private static final Duration REST = Duration.ofMinutes(1);

  private static final Duration TO_END = Duration.ofSeconds(1);

  private final JobStore store;
  private final NodeName node;
  private final Optional<LibraryTalk> library;
  private final Unpublishing unpublishing;
  private final ErrandTimes times;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("jellyscale-errands").factory());

  /**
   * Nothing is done before {@link #start}.
   *
   * @param known empty: only what is on disks is settled
   * @param node whom the history names
   */
  public ErrandCourier(
      JobStore store, Unpublishing unpublishing, Optional<KnownLibrary> known, NodeName node) {
    this.store = store;
    this.unpublishing = unpublishing;
    this.node = node;
    times = known.map(KnownLibrary::times).orElse(ErrandTimes.USUAL);
    library = known.map(found -> new LibraryTalk(found.server(), store.published(), times));
  }

  /** Begins to look. */
  public void start() {
    long rhythm = times.rhythm().toMillis();
    var _ = looks.scheduleWithFixedDelay(this::look, rhythm, rhythm, TimeUnit.MILLISECONDS);
    long sweeps = BETWEEN_SWEEPS.toSeconds();
    var _ = looks.scheduleWithFixedDelay(this::sweep, 1, sweeps, TimeUnit.SECONDS);
  }

  private void look() {
    library.ifPresent(talk -> guarded(() -> runDue(talk)));
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private static void guarded(Work work) {
    try {
      work.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (JellyscaleException e) {
      LOG.log(Level.WARNING, "Published films are looked after later: {0}", e.getMessage());
    } catch (RuntimeException e) {
      // A look that throws would be the last one.
      LOG.log(Level.ERROR, "Published films cannot be looked after", e);
    }
  }

  private void runDue(LibraryTalk talk) {
    for (var errand : store.errands().due(AT_A_TIME)) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      store.errands().claim(errand).ifPresent(claimed -> run(talk, claimed));
    }
  }

  private void run(LibraryTalk talk, Errand errand) {
    Outcome outcome;
    try {
      outcome = talk.attempt(errand, () -> renew(errand));
    } catch (Unavailable e) {
      outcome = new Outcome.Later("Jellyfin is told later: " + e.getMessage());
    } catch (JellyscaleException e) {
      outcome = new Outcome.Never(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Jellyfin cannot be told of job " + errand.job(), e);
      outcome = new Outcome.Later("Jellyfin could not be told, for a reason that the log tells");
    }
    write(errand, outcome);
  }

  private void renew(Errand errand) {
    if (!store.errands().renew(errand)) {
      throw new Unavailable("Another node has begun with it meanwhile", null);
    }
  }

  private void write(Errand errand, Outcome outcome) {
    var cause = new Cause(node.value(), outcome.words());
    switch (outcome) {
      case Outcome.Done done -> store.errands().done(errand, done.next(), done.rest(), cause);
      case Outcome.Never _ -> store.errands().givenUp(errand, cause);
      case Outcome.Later _ when isOld(errand) -> store.errands().givenUp(errand, cause);
      case Outcome.Later _ -> store.errands().failed(errand, times.after(errand.tries()), cause);
    }
  }

  private boolean isOld(Errand errand) {
    var now = store.database().clock().instant();
    return errand.madeAt().plus(times.most()).isBefore(now);
  }

  private void sweep() {
    guarded(this::settle);
  }

  private void settle() throws InterruptedException {
    var before = store.database().clock().instant().minus(REST);
    for (var file : store.published().open(before, AT_A_TIME)) {
      try {
        unpublishing.settle(file);
      } catch (JellyscaleException e) {
        LOG.log(Level.INFO, "The film of job {0} stays as it is: {1}", file.job(), e.getMessage());
      }
    }
  }

  /** Begins no more, and leaves what it is at to others. */
  @Override
  public void close() {
    looks.shutdownNow();
    try {
      if (!looks.awaitTermination(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.INFO, "An errand is left in the middle; it is done again");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
