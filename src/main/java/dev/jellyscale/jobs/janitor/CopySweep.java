package dev.jellyscale.jobs.janitor;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.upkeep.TidyRows;
import dev.jellyscale.jobs.store.upkeep.TidyRows.Left;
import dev.jellyscale.jobs.work.HiddenCopy;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Removes, beside the films of jobs that are over, the hidden copies that killed nodes have left.
 * Only folders are looked at in which a job was to publish, each once: a library may be large.
 */
final class CopySweep {
  private static final System.Logger LOG = System.getLogger(CopySweep.class.getName());

  /** Whoever was publishing has noticed by then that the job is over. */
  private static final Duration REST = Duration.ofMinutes(1);

  private static final int AT_A_TIME = 200;

  private final JobStore store;
  private final MediaRoots roots;

  CopySweep(JobStore store, MediaRoots roots) {
    this.store = store;
    this.roots = roots;
  }

  /** Sees to some jobs; others have their turn the next time. Nothing, where the root is gone. */
  void sweep() {
    if (!roots.isThere(MediaRoots.OUTPUT)) {
      return;
    }
    var rows = new TidyRows(store.database());
    var before = store.database().clock().instant().minus(REST);
    Stream.of(rows.untidy(before, AT_A_TIME), rows.forgotten(AT_A_TIME))
        .flatMap(List::stream)
        .filter(this::clean)
        .forEach(left -> rows.tidied(left.job()));
  }

  /** Whether nothing is left. */
  private boolean clean(Left left) {
    var target = target(left.output());
    try {
      int removed = target.isPresent() ? HiddenCopy.removeAll(target.get(), left.job()) : 0;
      if (removed > 0) {
        LOG.log(Level.INFO, "Removed {0} copies that job {1} had left", removed, left.job());
      }
      return true;
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Copies of job {0} cannot be removed: {1}", left.job(), e.toString());
      return false;
    }
  }

  /** Empty where the place is none that this node would publish to: then it never has. */
  private Optional<Path> target(RootedPath output) {
    try {
      return Optional.of(roots.target(output));
    } catch (JellyscaleException e) {
      LOG.log(Level.DEBUG, "Nothing can have been published there", e);
      return Optional.empty();
    }
  }
}
