package dev.jellyscale.jobs.janitor;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.upkeep.TidyRows;
import dev.jellyscale.jobs.work.JobFolders;
import dev.jellyscale.jobs.work.WorkFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Removes from the work directory what no row names. Nothing of a living attempt ever goes: names
 * hold the number of the attempt, numbers only grow, and rows are read behind the names; so a name
 * whose attempt the row has left behind is nobody's for ever. A whole folder is given another name
 * while its job is over and locked, and removed under that.
 */
final class WorkSweep {
  private static final System.Logger LOG = System.getLogger(WorkSweep.class.getName());

  /** Folders that are about to be removed; a killed janitor leaves one. */
  private static final String GONE = ".gone-";

  /** A job whose row is still being written has no folder, but clocks of databases may jump. */
  private static final Duration WITHOUT_ROW = Duration.ofHours(1);

  private final JobStore store;
  private final JobFolders folders;
  private final Retention retention;

  WorkSweep(JobStore store, JobFolders folders, Retention retention) {
    this.store = store;
    this.folders = folders;
    this.retention = retention;
  }

  /** Looks through all folders of jobs; what cannot be read, or is another's, is let be. */
  void sweep() {
    if (!folders.areThere()) {
      return;
    }
    for (var folder : entries(folders.root())) {
      var name = String.valueOf(folder.getFileName());
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      if (name.startsWith(GONE)) {
        remove(folder);
      } else {
        id(name).ifPresent(job -> sweep(folder, job));
      }
    }
  }

  private static Optional<JobId> id(String name) {
    try {
      return Optional.of(new JobId(name));
    } catch (Invalid _) {
      return Optional.empty();
    }
  }

  private void sweep(Path folder, JobId id) {
    var files = entries(folder);
    var job = store.jobs().find(id);
    if (job.isEmpty()) {
      if (id.madeAt().isBefore(now().minus(WITHOUT_ROW))) {
        putAway(folder).ifPresent(WorkSweep::remove);
      }
    } else if (job.get().state().kind().isFinal()) {
      over(folder, job.get());
    } else {
      unfinished(files, job.get());
    }
  }

  private Instant now() {
    return store.database().clock().instant();
  }

  private void over(Path folder, Job job) {
    boolean mayGoOn = job.state() instanceof JobState.Failed;
    var before = mayGoOn ? now().minus(retention.segments()) : now().plusSeconds(1);
    var away = new ArrayList<Path>();
    new TidyRows(store.database())
        .whileOver(job.id(), before, () -> putAway(folder).ifPresent(away::add));
    away.forEach(WorkSweep::remove);
  }

  private Optional<Path> putAway(Path folder) {
    var name = GONE + folder.getFileName() + "-" + UUID.randomUUID();
    try {
      return Optional.of(
          Files.move(folder, folders.root().resolve(name), StandardCopyOption.ATOMIC_MOVE));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The folder of a job cannot be put away: {0}", e.toString());
      return Optional.empty();
    }
  }

  private void unfinished(List<Path> files, Job job) {
    if (files.isEmpty()) {
      return;
    }
    var segments =
        store.segments().of(job.id()).stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    segment -> segment.key().number(), Function.identity()));
    for (var file : files) {
      WorkFile.parse(String.valueOf(file.getFileName()))
          .filter(known -> isNobodys(known, job, segments))
          .ifPresent(_ -> delete(file));
    }
  }

  private static boolean isNobodys(WorkFile file, Job job, Map<Integer, Segment> segments) {
    return switch (file) {
      case WorkFile.OfSegment(int number, int attempt) ->
          isNobodys(attempt, Optional.ofNullable(segments.get(number)));
      case WorkFile.OfFilm(int attempt) ->
          attempt <= job.fileAttempts() && isNobodys(attempt, job.fileAttempts(), job.state());
    };
  }

  /** A number that the row does not know yet is of a row that was lost; its file is let be. */
  private static boolean isNobodys(int attempt, Optional<Segment> row) {
    if (row.isEmpty()) {
      return true;
    }
    var segment = row.get();
    return switch (segment.state()) {
      case SegmentState.Pending _, SegmentState.Failed _ -> attempt <= segment.attempts();
      case SegmentState.Running _, SegmentState.Rendered _, SegmentState.Done _ ->
          attempt < segment.attempts();
    };
  }

  private static boolean isNobodys(int attempt, int last, JobState state) {
    return switch (state) {
      case JobState.Paused paused -> isNobodys(attempt, last, paused.before());
      case JobState.Assembling _ -> attempt < last;
      case JobState.Verifying(var output) -> attempt != output.attempt();
      case JobState.Queued _,
          JobState.Planning _,
          JobState.Rendering _,
          JobState.Published _,
          JobState.Cancelled _,
          JobState.Failed _ ->
          true;
    };
  }

  /** What is in a folder; nothing where that cannot be read now. */
  static List<Path> entries(Path folder) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      var found = new ArrayList<Path>();
      entries.forEach(found::add);
      return found;
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException | DirectoryIteratorException e) {
      LOG.log(Level.WARNING, "The work directory cannot be looked through: {0}", e.toString());
      return List.of();
    }
  }

  private static void remove(Path folder) {
    for (var file : entries(folder)) {
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        remove(file);
      } else {
        delete(file);
      }
    }
    delete(folder);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Somebody else is at it, or the disk has gone; there is a next time.
      LOG.log(Level.DEBUG, "A file of the work directory cannot be removed", e);
    }
  }
}
