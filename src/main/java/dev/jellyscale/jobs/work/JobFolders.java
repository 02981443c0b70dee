package dev.jellyscale.jobs.work;

import dev.jellyscale.error.JellyscaleException.OwnFileDenied;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.disk.WorkMarker;
import dev.jellyscale.models.fetch.StorageFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the work of jobs lies: a folder for each job. The name of a file says which attempt has
 * made it, so that no two attempts ever write one file.
 *
 * @param root absolute; renderers may write below it, and all nodes share it
 * @param marker tells whether it is the one that all nodes share
 */
public record JobFolders(Path root, WorkMarker marker) {

  /** Folders that nobody has claimed yet. */
  public JobFolders(Path root) {
    this(root, new WorkMarker(root));
  }

  /** Where models lie that not every node has. */
  public Path models() {
    return root.resolveSibling("models");
  }

  /** The folder of a job. */
  Path folder(JobId job) {
    return root.resolve(job.toString());
  }

  /** Whether the folder of all jobs is there, and is the one that all nodes share. */
  public boolean areThere() {
    return marker.isRight();
  }

  /**
   * Makes the folder of a job where it is missing.
   *
   * @throws Unavailable if the work directory is not there
   */
  void make(JobId job) {
    requireThere();
    var folder = folder(job);
    try {
      Files.createDirectory(folder, mode());
    } catch (FileAlreadyExistsException _) {
      // An earlier segment's.
    } catch (NoSuchFileException e) {
      throw gone(e);
    } catch (IOException e) {
      throw StorageFailure.of(folder, e);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> mode() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  }

  private static Unavailable gone(@Nullable Exception cause) {
    return new Unavailable("The work directory is not there", cause);
  }

  /**
   * Returns where the folder of all jobs is there.
   *
   * @throws Unavailable if not: it may come back, with all that is in it
   */
  void requireThere() {
    if (!areThere()) {
      throw gone(null);
    }
  }

  /**
   * A failure as it is to be told: where the work directory has gone, that is the reason. Where it
   * came back as another folder, as when a disk is mounted anew, renderers that were started before
   * are still confined to the old one.
   */
  RuntimeException judged(RuntimeException failure) {
    if (!areThere()) {
      return gone(failure);
    }
    return failure instanceof OwnFileDenied && Files.isWritable(root)
        ? new Unavailable(
            "Renderers of this node may not use its work directory or models; if a disk was mounted anew, restart the node",
            failure)
        : failure;
  }

  /** What an attempt writes. */
  Path part(Attempt attempt) {
    return folder(attempt.job()).resolve(name(attempt.segment(), attempt.number()) + ".part");
  }

  /** A segment that an attempt has completed. */
  Path segment(Attempt attempt) {
    return folder(attempt.job()).resolve(segmentName(attempt.segment(), attempt.number()));
  }

  /** Name of a completed segment in the folder of its job. */
  static String segmentName(Segment.Key segment, int attempt) {
    return name(segment, attempt) + ".seg";
  }

  private static String name(Segment.Key segment, int attempt) {
    return "%d.%d".formatted(segment.number(), attempt);
  }

  /**
   * A film that an attempt to join the segments has made.
   *
   * @param name of the output, whose end names the container
   */
  Path film(JobId job, int attempt, String name) {
    int dot = name.lastIndexOf('.');
    return folder(job).resolve("film." + attempt + (dot < 0 ? "" : name.substring(dot)));
  }

  /** Gives a segment that is on the disk its final name, which is on the disk then too. */
  void complete(Attempt attempt) {
    var segment = segment(attempt);
    try {
      Files.move(part(attempt), segment, StandardCopyOption.ATOMIC_MOVE);
      try (var folder = FileChannel.open(folder(attempt.job()), StandardOpenOption.READ)) {
        folder.force(true);
      }
    } catch (IOException e) {
      throw StorageFailure.of(segment, e);
    }
  }

  /** Removes what an attempt has left, if anything. */
  void remove(Attempt attempt) {
    delete(part(attempt));
    delete(segment(attempt));
  }

  /** Removes what an attempt has left that was not complete, if anything. */
  void removePart(Attempt attempt) {
    delete(part(attempt));
  }

  /** Removes a film that nobody wants or that is not what it was, if it is there. */
  void removeFilm(Path film) {
    delete(film);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw StorageFailure.of(file, e);
    }
  }

  /** Removes all that was made for a job. */
  void remove(JobId job) {
    var folder = folder(job);
    try {
      Files.walkFileTree(folder, new Removal());
    } catch (NoSuchFileException _) {
      // Nothing was made, or somebody else removes it too.
    } catch (IOException e) {
      throw StorageFailure.of(folder, e);
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
