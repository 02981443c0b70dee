package dev.jellyscale.jobs.janitor;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.publish.place.HiddenCopy;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.upkeep.TidyRows;
import dev.jellyscale.jobs.store.upkeep.TidyRows.Left;
import dev.jellyscale.jobs.store.upkeep.TidyRows.Page;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Removes, beside the films of jobs that are over, the hidden copies that killed nodes have left.
 * Only folders are looked at in which a job was to publish, each once: a library may be large.
 */
final class CopySweep {
  private static final System.Logger LOG = System.getLogger(CopySweep.class.getName());

  /** Whoever was publishing has noticed by then that the job is over. */
  private static final Duration REST = Duration.ofMinutes(1);

  private static final int AT_A_TIME = 200;

  /** What cannot be removed today must not keep a round from its end. */
  private static final int MOST_PAGES = 50;

  private final JobStore store;
  private final MediaRoots roots;
  private final int atATime;

  CopySweep(JobStore store, MediaRoots roots) {
    this(store, roots, AT_A_TIME);
  }

  CopySweep(JobStore store, MediaRoots roots, int atATime) {
    this.store = store;
    this.roots = roots;
    this.atATime = atATime;
  }

  /** Sees to jobs, the oldest first, until the root is gone. */
  void sweep() {
    var rows = new TidyRows(store.database());
    var before = store.database().clock().instant().minus(REST);
    int left = sweep(rows, page -> rows.untidy(before, page)) + sweep(rows, rows::forgotten);
    if (left > 0) {
      LOG.log(Level.INFO, "What {0} jobs have left beside their films stays for now", left);
    }
  }

  /** What stays is passed over, so that those behind it have their turn. */
  private int sweep(TidyRows rows, Function<Page, List<Left>> some) {
    int staying = 0;
    for (int page = 0; page < MOST_PAGES && roots.isThere(MediaRoots.OUTPUT); page++) {
      var found = some.apply(new Page(staying, atATime));
      for (var left : found) {
        if (clean(left, staying == 0 ? Level.WARNING : Level.DEBUG)) {
          rows.tidied(left.job());
        } else {
          staying++;
        }
      }
      if (found.size() < atATime) {
        break;
      }
    }
    return staying;
  }

  /**
   * Whether nothing is left.
   *
   * @param level of what is told where something is
   */
  private boolean clean(Left left, Level level) {
    try {
      int removed = 0;
      for (var place : places(left)) {
        var target = target(place);
        removed += target.isPresent() ? HiddenCopy.removeAll(target.get(), left.job()) : 0;
      }
      if (removed > 0) {
        LOG.log(Level.INFO, "Removed {0} copies that job {1} had left", removed, left.job());
      }
      return true;
    } catch (IOException | Denied e) {
      LOG.log(level, "Copies of job {0} cannot be removed: {1}", left.job(), e.toString());
      return false;
    } catch (Unavailable e) {
      LOG.log(Level.DEBUG, "The output root has gone", e);
      return false;
    }
  }

  /** Where it was to publish, and where it has. */
  private Set<RootedPath> places(Left left) {
    var places = new LinkedHashSet<>(Set.of(left.output()));
    store.published().find(left.job()).ifPresent(file -> places.add(file.placing().place()));
    return places;
  }

  /**
   * Empty where the place is none that this node would publish to: then it never has.
   *
   * @throws Denied if it may not be written to, or cannot be looked at; that may pass
   * @throws Unavailable if the root has gone
   */
  private Optional<Path> target(RootedPath output) {
    if (!roots.isWritable(output.root())) {
      return Optional.empty();
    }
    try {
      return Optional.of(roots.place(output));
    } catch (NotFound | Invalid e) {
      LOG.log(Level.DEBUG, "Nothing can have been published there", e);
      return Optional.empty();
    }
  }
}
