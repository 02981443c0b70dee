package dev.jellyscale.jobs.viewers;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jellyfin.PlaySession;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.upkeep.ViewerRows;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks Jellyfin who is watching, and writes down whether jobs give way, from {@link #start} to
 * {@link #close}, by a thread of its own. Thread-safe.
 */
public final class ViewerWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ViewerWatch.class.getName());
  private static final Duration LAST_WORD = Duration.ofSeconds(1);

  private final JellyfinServer jellyfin;
  private final ViewerRules rules;
  private final Node node;
  private final InstantSource clock;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("jellyscale-viewers").daemon().factory());

  private volatile Attention attention = Attention.NONE;
  private volatile boolean answers = true;

  /**
   * For whom it watches.
   *
   * @param changed told when jobs begin to give way or end to
   */
  public record Node(NodeName name, JobStore store, Runnable changed) {}

  /** Asks nothing before {@link #start}. */
  public ViewerWatch(JellyfinServer jellyfin, ViewerRules rules, Node node, InstantSource clock) {
    this.jellyfin = jellyfin;
    this.rules = rules;
    this.node = node;
    this.clock = clock;
  }

  /** Asks at once, and again and again from then on; but for nobody where jobs give way never. */
  public void start(Duration rhythm) {
    if (rules.way() != GiveWay.NEVER) {
      var _ = looks.scheduleWithFixedDelay(this::look, 0, rhythm.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    try {
      boolean before = attention.giving();
      attention = next(ask());
      var rows = new ViewerRows(node.store().database());
      rows.told(node.name(), way());
      if (attention.giving() != before) {
        LOG.log(
            Level.INFO,
            attention.giving()
                ? "Jobs give way to viewers in Jellyfin"
                : "Jobs go on: nobody is known to watch in Jellyfin");
        node.changed().run();
      }
    } catch (JellyscaleException e) {
      LOG.log(Level.WARNING, "What is known of viewers is not written: {0}", e.getMessage());
    } catch (RuntimeException e) {
      // A look that throws would be the last one.
      LOG.log(Level.ERROR, "Viewers cannot be looked for", e);
    }
  }

  private Attention next(Optional<List<PlaySession>> sessions) {
    var now = clock.instant();
    return sessions
        .map(found -> attention.answered(rules, now, found))
        .orElseGet(() -> attention.unanswered(rules, now));
  }

  private Optional<List<PlaySession>> ask() {
    try {
      var sessions = jellyfin.sessions();
      answers = true;
      return Optional.of(sessions);
    } catch (Unavailable e) {
      if (answers) {
        LOG.log(Level.WARNING, "Nobody knows who is watching: {0}", e.getMessage());
      }
      answers = false;
      return Optional.empty();
    }
  }

  private Optional<String> way() {
    return attention.giving() ? Optional.of(rules.way().name()) : Optional.empty();
  }

  /** What is known at this moment. */
  public Attention attention() {
    return attention;
  }

  /** Whether Jellyfin answered the last question. */
  public boolean answers() {
    return answers;
  }

  /** Asks no more, and takes back what it said: others need not wait for what nobody looks at. */
  @Override
  public void close() {
    looks.shutdown();
    try {
      if (!looks.awaitTermination(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS)) {
        looks.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      looks.shutdownNow();
    }
    if (attention.giving()) {
      try {
        new ViewerRows(node.store().database()).told(node.name(), Optional.empty());
      } catch (JellyscaleException e) {
        LOG.log(Level.DEBUG, "What was said of viewers stays for a moment: {0}", e.getMessage());
      }
    }
  }
}
