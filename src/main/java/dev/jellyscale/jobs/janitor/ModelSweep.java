package dev.jellyscale.jobs.janitor;

import dev.jellyscale.config.ExclusiveRename;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.upkeep.TidyRows;
import dev.jellyscale.jobs.work.JobFolders;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Removes models from the work directory that no job was planned with which goes on, or may. Who
 * plans a job puts its model there first, or makes it young again, and writes the plan then: what
 * is young is let be, and no clock is a day wrong. A model is given another name before it goes,
 * and looked at once more: from there on, who plans a job with it finds none, and puts one there
 * anew.
 */
final class ModelSweep {
  private static final System.Logger LOG = System.getLogger(ModelSweep.class.getName());
  private static final Duration YOUNG = Duration.ofDays(1);

  /** Ends the name of one that is about to be removed; a killed janitor leaves one. */
  private static final String GONE = ".gone";

  /** Ends the name of one that is being copied; who is killed meanwhile leaves one. */
  private static final String PART = ".part";

  private static final Pattern MODEL =
      Pattern.compile("([0-9a-f]{64})(?:\\.[0-9a-f-]{36}(\\.part|\\.gone))?");

  private final JobStore store;
  private final JobFolders folders;
  private final Retention retention;

  ModelSweep(JobStore store, JobFolders folders, Retention retention) {
    this.store = store;
    this.folders = folders;
    this.retention = retention;
  }

  /**
   * A file of a model.
   *
   * @param sha256 of the whole model
   * @param end of its name; empty: the model itself
   */
  private record Found(Path file, String sha256, String end) {}

  /** Looks through all models; what cannot be read or removed, or is no model, is let be. */
  void sweep() {
    if (!folders.areThere()) {
      return;
    }
    var before = store.database().clock().instant().minus(YOUNG);
    int staying = 0;
    for (var file : WorkSweep.entries(folders.models())) {
      var name = MODEL.matcher(String.valueOf(file.getFileName()));
      if (!name.matches() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      var end = name.group(2) == null ? "" : name.group(2);
      try {
        sweep(new Found(file, name.group(1), end), before);
      } catch (NoSuchFileException _) {
        // Another janitor is at it.
      } catch (IOException e) {
        var level = staying++ == 0 ? Level.WARNING : Level.DEBUG;
        LOG.log(level, "A model of jobs that are over stays for now: {0}", e.toString());
      }
    }
  }

  private void sweep(Found found, Instant before) throws IOException {
    switch (found.end()) {
      case PART -> {
        if (!isYoung(found, before)) {
          Files.deleteIfExists(found.file());
        }
      }
      case GONE -> removeOrPutBack(found, before);
      default -> {
        if (!isWanted(found, before)) {
          removeOrPutBack(putAway(found), before);
        }
      }
    }
  }

  /** Age is asked last: a plan that was not seen has made it young. */
  private boolean isWanted(Found found, Instant before) throws IOException {
    var failedSince = store.database().clock().instant().minus(retention.segments());
    return new TidyRows(store.database()).isPlannedWith(found.sha256(), failedSince)
        || isYoung(found, before);
  }

  private static boolean isYoung(Found found, Instant before) throws IOException {
    return !Files.getLastModifiedTime(found.file()).toInstant().isBefore(before);
  }

  private static Found putAway(Found found) throws IOException {
    var name = found.sha256() + "." + UUID.randomUUID() + GONE;
    var away =
        Files.move(found.file(), found.file().resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
    return new Found(away, found.sha256(), GONE);
  }

  private void removeOrPutBack(Found away, Instant before) throws IOException {
    if (isWanted(away, before)) {
      putBack(away);
    } else if (Files.deleteIfExists(away.file())) {
      LOG.log(Level.DEBUG, "Removed model {0}, which no job has that goes on", away.sha256());
    }
  }

  private static void putBack(Found away) throws IOException {
    try {
      ExclusiveRename.rename(away.file(), away.file().resolveSibling(away.sha256()));
    } catch (FileAlreadyExistsException _) {
      // Somebody has put it there anew.
      Files.deleteIfExists(away.file());
    } catch (IOException e) {
      if (Files.exists(away.file(), LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }
}
