package dev.jellyscale.jobs.disk;

import dev.jellyscale.config.MountPoint;
import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.store.upkeep.WorkDirectoryRow;
import dev.jellyscale.jobs.store.upkeep.WorkDirectoryRow.Known;
import dev.jellyscale.models.fetch.StorageFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

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
  private static final String HINT =
      ": is its disk mounted? One that was emptied is taken again by a node that starts alone";
  private static final String NOT_YET = SETTING + "has not been looked at yet";
  private static final Duration ALIVE = Duration.ofSeconds(20);

  /** By then each node that lives has told whether it finds the work directory. */
  private static final Duration UNTIL_TAKEN = Duration.ofSeconds(30);

  private final Path folder;
  private final LongSupplier nanos;
  private volatile Optional<String> expected = Optional.empty();
  private volatile Optional<String> trouble = Optional.empty();
  private volatile long troubledAt;

  /** The marker of a folder of jobs; nothing is looked at. */
  public WorkMarker(Path folder) {
    this(folder, System::nanoTime);
  }

  WorkMarker(Path folder, LongSupplier nanos) {
    this.folder = folder;
    this.nanos = nanos;
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
   * where it is missing. A folder that was emptied is taken again, where it has the path that it
   * had, its file system is mounted where it was, and no other node lives; what else there is, is
   * wrong.
   */
  public void claim(WorkDirectoryRow row, NodeName node) {
    trouble = Optional.of(NOT_YET);
    troubledAt = nanos.getAsLong();
    if (row.known().isEmpty() && found().isEmpty()) {
      make();
      // Of several nodes that come at once the database lets one through, and all write the same.
      row.take(UUID.randomUUID().toString(), place());
    }
    row.known()
        .filter(known -> found().isEmpty() && isWhereItWas(known))
        .filter(known -> !known.written() || !row.isUsedByOthers(node, ALIVE))
        .ifPresent(known -> take(row, known));
    look(row, node);
  }

  private boolean isWhereItWas(Known known) {
    return known.place().equals(place()) && (!known.written() || !known.place().isEmpty());
  }

  private void take(WorkDirectoryRow row, Known known) {
    make();
    if (known.written()) {
      LOG.log(Level.WARNING, "The work directory was emptied; what lay in it is made again");
      // Were it another one after all, the one with the old marker is not the right one any more.
      row.takeAgain(known, UUID.randomUUID().toString());
    }
    row.known().ifPresent(one -> write(one.marker()));
    row.written();
  }

  /**
   * Looks whether the folder is the right one now. Writes nothing into it, but for one case: nodes
   * that started together with an emptied folder, each of which waits for the others, take it again
   * after {@code UNTIL_TAKEN}, if no node finds it.
   */
  public void look(WorkDirectoryRow row, NodeName node) {
    var known = row.known();
    expected = known.map(Known::marker);
    if (trouble.isPresent() && nanos.getAsLong() - troubledAt > UNTIL_TAKEN.toNanos()) {
      known
          .filter(_ -> Files.isDirectory(folder) && found().isEmpty())
          .filter(this::isWhereItWas)
          .filter(_ -> !row.isSeenByOthers(node, ALIVE))
          .ifPresent(one -> take(row, one));
      expected = row.known().map(Known::marker);
    }
    var now = judged();
    if (trouble.isEmpty()) {
      troubledAt = nanos.getAsLong();
    }
    if (!now.equals(trouble)) {
      now.ifPresentOrElse(
          why -> LOG.log(Level.WARNING, "No work is done for jobs: {0}", why),
          () -> LOG.log(Level.DEBUG, "The work directory is there"));
    }
    trouble = now;
  }

  private Optional<String> judged() {
    if (!Files.isDirectory(folder)) {
      return Optional.of(SETTING + "has no folder of jobs" + HINT);
    }
    var found = found();
    if (found.isPresent() && found.equals(expected)) {
      return Optional.empty();
    }
    return Optional.of(
        found.isPresent()
            ? SETTING + "belongs to another database, or to jobs that were begun anew elsewhere"
            : SETTING + "is not the one in which the files of jobs lie" + HINT);
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

  /** Its path, and where its file system is mounted; blank where that is not known. */
  private String place() {
    var nearest = folder;
    while (!Files.exists(nearest) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    return MountPoint.of(nearest).map(point -> folder + " on " + point).orElse("");
  }
}
