package dev.jellyscale.api.v1.events;

import dev.jellyscale.api.v1.view.JobViews;
import dev.jellyscale.api.v1.view.ProgressView;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.JobId;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the rows for all listeners of this node: four times a second at the history and once a
 * second at what is being rendered, as long as anybody listens, however many do. Thread-safe.
 */
@Singleton
class JobFeed {
  private static final System.Logger LOG = System.getLogger(JobFeed.class.getName());

  /** Listeners of this node at the same time. */
  private static final int MOST_LISTENERS = 64;

  private static final Duration COME_AGAIN = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MOST_ENTRIES = 500;

  private final NodeJobs jobs;
  private final JobViews views;
  private final RecentEvents recent = new RecentEvents();
  private int listeners;
  private @Nullable Thread looker;

  JobFeed(NodeJobs jobs, JobViews views) {
    this.jobs = jobs;
    this.views = views;
  }

  /**
   * Begins to listen, until {@link #leave}.
   *
   * @throws Unavailable if too many do, or the database does not answer
   */
  synchronized RecentEvents listen() {
    if (listeners >= MOST_LISTENERS) {
      throw Unavailable.until("Too many listen to jobs", COME_AGAIN);
    }
    if (looker == null) {
      recent.begin(jobs.store().history().last());
      looker = Thread.ofVirtual().name("job-feed").start(this::look);
    }
    listeners++;
    return recent;
  }

  /** Listens no more. */
  synchronized void leave() {
    listeners--;
    if (listeners == 0) {
      end();
    }
  }

  @PreDestroy
  synchronized void end() {
    if (looker != null) {
      looker.interrupt();
      looker = null;
    }
  }

  private void look() {
    long progressAt = System.nanoTime() - PROGRESS_NANOS;
    try {
      while (true) {
        if (lookAtHistory() && System.nanoTime() - progressAt >= PROGRESS_NANOS) {
          progressAt = System.nanoTime();
          recent.tell(progress());
        }
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "Nobody listens to jobs any more", e);
    }
  }

  /** Whether the database answered; where it does not, the next look goes on behind the last. */
  private boolean lookAtHistory() {
    try {
      int found;
      do {
        var entries = jobs.store().history().after(recent.last(), MOST_ENTRIES);
        recent.add(entries);
        found = entries.size();
      } while (found == MOST_ENTRIES);
      return true;
    } catch (JellyscaleException e) {
      LOG.log(Level.DEBUG, "Listeners hear nothing of jobs for a moment", e);
      return false;
    } catch (RuntimeException e) {
      // A look that throws would be the last one.
      LOG.log(Level.ERROR, "Listeners hear nothing of jobs", e);
      return false;
    }
  }

  private Map<JobId, ProgressView> progress() {
    try {
      var running = jobs.store().segments().running();
      var at =
          running.stream()
              .map(segment -> segment.key().job())
              .distinct()
              .flatMap(id -> jobs.store().jobs().find(id).stream())
              .toList();
      return views.progress(at, running);
    } catch (JellyscaleException e) {
      LOG.log(Level.DEBUG, "Listeners hear of no progress for a moment", e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Listeners hear of no progress", e);
    }
    return Map.of();
  }

  /** A page of the history behind what is remembered, for somebody who comes late. */
  List<HistoryEntry> earlier(Optional<JobId> job, long after, int limit) {
    var history = jobs.store().history();
    return job.map(id -> history.of(id, after, limit)).orElseGet(() -> history.after(after, limit));
  }
}
