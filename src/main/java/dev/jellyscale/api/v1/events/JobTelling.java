package dev.jellyscale.api.v1.events;

import dev.jellyscale.api.sse.EventWire;
import dev.jellyscale.api.sse.Telling;
import dev.jellyscale.api.v1.events.RecentEvents.News;
import dev.jellyscale.api.v1.view.ProgressView;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.JobId;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Tells one listener what becomes of one job or of all. Changes are told in the order of their
 * numbers, each once; of progress the present state, so that who reads slowly hears less often.
 */
final class JobTelling implements Telling {
  /** Header with the id of the last event that a listener has heard. */
  static final String LAST = "Last-Event-ID";

  private static final System.Logger LOG = System.getLogger(JobTelling.class.getName());
  private static final int MOST_EARLIER = 200;

  private final JobFeed feed;
  private final RecentEvents recent;
  private final Optional<JobId> job;
  private final AtomicBoolean left = new AtomicBoolean();
  private final Map<JobId, ProgressView> told = new HashMap<>();
  private long at;
  private long seen;

  /**
   * Begins to listen.
   *
   * @param job of which he hears; empty: of all
   * @param after number of the last entry that he knows; empty: hears what comes
   * @throws Unavailable if too many listen, or the database does not answer
   */
  JobTelling(JobFeed feed, Optional<JobId> job, OptionalLong after) {
    this.feed = feed;
    this.job = job;
    recent = feed.listen();
    long last = recent.last();
    // A number that never was is of another database.
    at = Math.min(after.orElse(last), last);
  }

  /** The number that a header names; empty where it names none. */
  static OptionalLong number(@Nullable String last) {
    return last != null && last.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(last))
        : OptionalLong.empty();
  }

  @Override
  public String what() {
    return "jobs";
  }

  @Override
  public void tell(EventWire wire)
      throws InterruptedException, ExecutionException, TimeoutException {
    // Who loses the connection before the first event comes again behind this one.
    wire.comment("listening", at);
    while (true) {
      var news = recent.await(at, seen, wire.heartbeat());
      if (!wire.goesOn()) {
        return;
      }
      if (!tell(wire, news)) {
        wire.comment("heartbeat");
      }
    }
  }

  /** Whether anything was told. */
  private boolean tell(EventWire wire, News news)
      throws InterruptedException, ExecutionException, TimeoutException {
    boolean any = false;
    for (var entry : entries(news)) {
      if (job.isEmpty() || job.get().equals(entry.job())) {
        wire.send(ToldChange.of(entry));
        any = true;
      }
    }
    seen = news.version();
    for (var now : news.progress().entrySet()) {
      if ((job.isEmpty() || job.get().equals(now.getKey()))
          && !now.getValue().equals(told.put(now.getKey(), now.getValue()))) {
        wire.send(ToldChange.of(now.getKey(), now.getValue()));
        any = true;
      }
    }
    told.keySet().retainAll(news.progress().keySet());
    return any;
  }

  /** What follows {@link #at}, which is moved behind it. */
  private List<HistoryEntry> entries(News news) {
    if (news.entries().isPresent()) {
      at = Math.max(at, news.last());
      return news.entries().get();
    }
    try {
      var found = feed.earlier(job, at, MOST_EARLIER);
      boolean all = found.size() < MOST_EARLIER;
      // Entries become visible in the order of their numbers: up to the last one none is missing.
      at = all ? Math.max(news.last(), last(found)) : last(found);
      return found;
    } catch (Unavailable e) {
      LOG.log(Level.DEBUG, "A listener waits for the database", e);
      return List.of();
    }
  }

  private long last(List<HistoryEntry> found) {
    return found.isEmpty() ? at : found.getLast().number();
  }

  @Override
  public void close() {
    if (left.compareAndSet(false, true)) {
      feed.leave();
    }
  }
}
