package dev.jellyscale.jobs.janitor;

import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.upkeep.TidyRows;
import dev.jellyscale.jobs.work.JobFolders;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Removes models from the work directory that no unfinished job was planned with. Who plans a job
 * puts its model there first, or makes it young again, and writes the plan then: what is young is
 * let be, and no clock is a day wrong.
 */
final class ModelSweep {
  private static final System.Logger LOG = System.getLogger(ModelSweep.class.getName());
  private static final Duration YOUNG = Duration.ofDays(1);

  /** Also one that somebody was killed over while he copied it. */
  private static final Pattern MODEL = Pattern.compile("([0-9a-f]{64})(\\.[0-9a-f-]{36}\\.part)?");

  private final JobStore store;
  private final JobFolders folders;

  ModelSweep(JobStore store, JobFolders folders) {
    this.store = store;
    this.folders = folders;
  }

  /** Looks through all models; what cannot be read, or is no model, is let be. */
  void sweep() {
    if (!folders.areThere()) {
      return;
    }
    var before = store.database().clock().instant().minus(YOUNG);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folders.models())) {
      for (var file : entries) {
        sweep(file, before);
      }
    } catch (NoSuchFileException _) {
      // No job has ever had a model that not every node had.
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Models of jobs that are over stay for now: {0}", e.toString());
    }
  }

  private void sweep(Path file, Instant before) throws IOException {
    var name = MODEL.matcher(String.valueOf(file.getFileName()));
    if (!name.matches() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    boolean isWanted =
        name.group(2) == null && new TidyRows(store.database()).isPlannedWith(name.group(1));
    // Asked last: a plan that was not seen has made it young.
    if (!isWanted && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
      Files.deleteIfExists(file);
      LOG.log(Level.DEBUG, "Removed model {0}, which no unfinished job has", name.group(1));
    }
  }
}
