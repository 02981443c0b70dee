package dev.jellyscale.jobs.disk;

import dev.jellyscale.config.MountPoint;
import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.store.upkeep.WorkDirectoryRow;
import dev.jellyscale.jobs.store.upkeep.WorkDirectoryRow.Known;
import dev.jellyscale.models.fetch.StorageFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A file in the folder of jobs whose content stands in the database too: a mount point without its
 * disk, or somebody else's folder, is not taken for the one in which the files of jobs lie. Until
 * {@link #claim} was called, any folder is the right one. Thread-safe.
 */
public final class WorkMarker {
  /** Its name in the folder of jobs. */
  static final String NAME = ".jellyscale-jobs";

  private static final System.Logger LOG = System.getLogger(WorkMarker.class.getName());
  private static final String SETTING = "The work directory (JELLYSCALE_WORK) ";
  private static final String NOT_YET = SETTING + "has not been looked at yet";
  private static final Duration ALIVE = Duration.ofSeconds(20);

  private final Path folder;
  private volatile Optional<String> expected = Optional.empty();
  private volatile Optional<String> trouble = Optional.empty();

  /** The marker of a folder of jobs; nothing is looked at. */
  public WorkMarker(Path folder) {
    this.folder = folder;
  }

  /** Whether the folder is there and none but the one in which the files of jobs lie. */
  public boolean isRight() {
    return Files.isDirectory(folder)
        && (expected.isPresent() ? expected.equals(found()) : trouble.isEmpty());
  }

  /** Why this node does no work; empty: its work directory is the right one. */
  public Optional<String> trouble() {
    return trouble;
  }

  /**
   * To be called when a node starts. The first node of a database takes its folder, which it makes
   * where it is missing. A folder that was emptied is taken again, where no other node lives and
   * its file system is mounted where it was; what else there is, is wrong.
   */
  public void claim(WorkDirectoryRow row, NodeName node) {
    trouble = Optional.of(NOT_YET);
    var known = row.known();
    if (known.isEmpty()) {
      make();
      first(row);
    } else if (found().isEmpty() && mayTakeAgain(row, node, known.get())) {
      make();
      write(known.get().marker());
      LOG.log(Level.WARNING, "The work directory was emptied; what lay in it is made again");
    }
    look(row);
  }

  /**
   * Of several nodes that come at once, the database lets one through. Who is killed before the
   * file is written finds the folder emptied the next time.
   */
  private void first(WorkDirectoryRow row) {
    var found = found();
    if (found.isPresent()) {
      if (isFresh()) {
        row.take(new Known(found.get(), mountedAt()));
      }
      return;
    }
    var marker = UUID.randomUUID().toString();
    if (row.take(new Known(marker, mountedAt()))) {
      write(marker);
    }
  }

  private boolean mayTakeAgain(WorkDirectoryRow row, NodeName node, Known known) {
    return known.mountedAt().equals(mountedAt()) && !row.isUsedByOthers(node, ALIVE);
  }

  /** Looks whether the folder is the right one now; writes nothing into it. */
  public void look(WorkDirectoryRow row) {
    if (expected.isEmpty() || !isRight()) {
      expected = row.known().map(Known::marker);
    }
    var now = judged();
    if (!now.equals(trouble)) {
      now.ifPresentOrElse(
          why -> LOG.log(Level.WARNING, "No work is done for jobs: {0}", why),
          () -> LOG.log(Level.DEBUG, "The work directory is there"));
    }
    trouble = now;
  }

  private Optional<String> judged() {
    if (!Files.isDirectory(folder)) {
      return Optional.of(SETTING + "is not there");
    }
    var found = found();
    if (found.isPresent() && found.equals(expected)) {
      return Optional.empty();
    }
    return Optional.of(
        found.isPresent()
            ? SETTING + "belongs to the jobs of another database"
            : SETTING + "is not the one in which the files of jobs lie; is its disk mounted?");
  }

  private Optional<String> found() {
    try {
      return Optional.of(Files.readString(folder.resolve(NAME)).strip())
          .filter(text -> !text.isEmpty());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The marker of the work directory cannot be read", e);
      return Optional.empty();
    }
  }

  private void make() {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw StorageFailure.of(folder, e);
    }
  }

  /** Whether nothing but the marker is there. */
  private boolean isFresh() {
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(folder, entry -> !entry.endsWith(NAME))) {
      return !entries.iterator().hasNext();
    } catch (IOException e) {
      throw StorageFailure.of(folder, e);
    }
  }

  private void write(String content) {
    var marker = folder.resolve(NAME);
    try {
      Files.writeString(
          marker,
          content,
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.SYNC);
    } catch (IOException e) {
      throw StorageFailure.of(marker, e);
    }
  }

  private String mountedAt() {
    var nearest = folder;
    while (!Files.exists(nearest) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    return MountPoint.of(nearest).map(Path::toString).orElse("");
  }
}
