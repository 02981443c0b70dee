package dev.jellyscale.jobs.work;

import dev.jellyscale.config.ExclusiveRename;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import dev.jellyscale.jobs.FileAttempt;
import dev.jellyscale.model.Sha256;
import dev.jellyscale.models.fetch.StorageFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Gives a finished film its final name: complete, never over another file, and once. Whoever is
 * killed on the way may begin again from the start.
 */
final class Publisher {
  private static final int CHUNK_BYTES = 1 << 20;

  private final FaultInjection faults;
  private final Runnable fence;

  /**
   * Makes a publisher.
   *
   * @param fence runs directly before the name is given; whatever it throws keeps it from being
   *     given
   */
  Publisher(FaultInjection faults, Runnable fence) {
    this.faults = faults;
    this.fence = fence;
  }

  /**
   * Publishes a film. The file, its name and all folders that were made for it are on the disk when
   * this returns. A film of the very same bytes that has the name, also where it came meanwhile, is
   * this one.
   *
   * @param attempt names the hidden file where the target is on another file system
   * @throws Conflict if another file has the name; it is untouched
   * @throws VerificationFailed if it had to be copied, and its bytes are not those that were
   *     recorded
   * @throws dev.jellyscale.error.JellyscaleException if it cannot be written
   * @throws InterruptedException if the calling thread is interrupted; the name is not taken then
   */
  void publish(FinishedFile film, Path target, FileAttempt attempt) throws InterruptedException {
    try {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        requireOurs(film, target);
      } else {
        makeFolders(folder(target));
        move(film, target, attempt);
      }
      sync(folder(target), StandardOpenOption.READ);
      faults.reach(FaultPoint.PUBLISH_MOVED);
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    } catch (FileAlreadyExistsException e) {
      throw taken(target);
    } catch (IOException e) {
      throw StorageFailure.of(target, e);
    }
  }

  private static InterruptedException interrupted(IOException cause) {
    Thread.interrupted();
    var interrupted = new InterruptedException("Interrupted while a film was being published");
    interrupted.initCause(cause);
    return interrupted;
  }

  /** Where this node or another was killed behind the renaming, the film itself stands there. */
  private static void requireOurs(FinishedFile film, Path target)
      throws IOException, InterruptedException {
    if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
        || Files.size(target) != film.bytes()
        || !read(target, ByteBuffer::clear).equals(film.sha256())) {
      throw taken(target);
    }
  }

  private static Conflict taken(Path target) {
    return new Conflict("A file with the name " + target.getFileName() + " stands there already");
  }

  private void move(FinishedFile film, Path target, FileAttempt attempt)
      throws IOException, InterruptedException {
    try {
      name(film.path(), film, target);
    } catch (AtomicMoveNotSupportedException _) {
      // What attempts of this job have left that were killed, or are too late.
      HiddenCopy.removeAll(target, attempt.job());
      var hidden = HiddenCopy.of(target, attempt);
      try {
        copy(film, hidden);
        faults.reach(FaultPoint.PUBLISH_COPIED);
        name(hidden, film, target);
      } finally {
        Files.deleteIfExists(hidden);
      }
    }
  }

  /** Of two nodes that are at one film, the late one finds it there, and its own file gone. */
  private void name(Path file, FinishedFile film, Path target)
      throws IOException, InterruptedException {
    fence.run();
    try {
      ExclusiveRename.rename(file, target);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
      requireOurs(film, target);
    }
  }

  /** A folder is on the disk when the one that holds it is. */
  private static void makeFolders(Path wanted) throws IOException {
    var there = wanted;
    while (!Files.exists(there)) {
      there = folder(there);
    }
    Files.createDirectories(wanted);
    for (var made = wanted; !made.equals(there); made = folder(made)) {
      sync(folder(made), StandardOpenOption.READ);
    }
  }

  private static void copy(FinishedFile film, Path to) throws IOException, InterruptedException {
    try (var out =
        FileChannel.open(
            to,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var sha256 =
          read(
              film.path(),
              chunk -> {
                while (chunk.hasRemaining()) {
                  out.write(chunk);
                }
              });
      if (!sha256.equals(film.sha256())) {
        throw new VerificationFailed("The film in the work directory has other bytes than before");
      }
      out.force(true);
    }
  }

  private interface Reader {
    void take(ByteBuffer chunk) throws IOException;
  }

  /** Reads a file and tells its SHA-256. */
  private static String read(Path file, Reader reader) throws IOException, InterruptedException {
    var digest = Sha256.digest();
    var chunk = ByteBuffer.allocate(CHUNK_BYTES);
    try (var in = FileChannel.open(file)) {
      while (in.read(chunk.clear()) >= 0) {
        if (Thread.interrupted()) {
          throw new InterruptedException("Interrupted while a film was being read");
        }
        digest.update(chunk.flip());
        reader.take(chunk.rewind());
      }
    }
    return Sha256.of(digest);
  }

  private static Path folder(Path target) {
    var folder = target.getParent();
    if (folder == null) {
      throw new IllegalArgumentException(target + " stands in no folder");
    }
    return folder;
  }

  private static void sync(Path path, StandardOpenOption mode) throws IOException {
    try (var channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }
}
