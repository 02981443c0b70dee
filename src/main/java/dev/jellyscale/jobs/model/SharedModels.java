package dev.jellyscale.jobs.model;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.model.Sha256;
import dev.jellyscale.models.fetch.StorageFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Models that one node has and others need, in the work directory that all share: each under its
 * SHA-256. A file appears when it is complete and on the disk, and never changes.
 *
 * @param folder absolute
 */
public record SharedModels(Path folder) {
  private static final System.Logger LOG = System.getLogger(SharedModels.class.getName());
  private static final int CHUNK_BYTES = 1 << 20;

  /**
   * The file of this hash, if somebody has put it here; one that has other bytes by now is none. It
   * is read wholly for that.
   *
   * @throws InterruptedException if the calling thread is interrupted
   */
  public Optional<Path> find(String sha256) throws InterruptedException {
    var file = folder.resolve(sha256);
    try {
      if (!isFile(file)) {
        return Optional.empty();
      }
      if (hash(file).equals(sha256)) {
        return Optional.of(file);
      }
      LOG.log(Level.WARNING, "The shared model {0} has other bytes and is not used", sha256);
      return Optional.empty();
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    } catch (NoSuchFileException _) {
      return Optional.empty(); // Removed at this very moment.
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A shared model cannot be read", e);
      return Optional.empty();
    }
  }

  private static boolean isFile(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static InterruptedException interrupted(ClosedByInterruptException cause) {
    Thread.interrupted();
    var interrupted = new InterruptedException("Interrupted while a model was being read");
    interrupted.initCause(cause);
    return interrupted;
  }

  /** What a model is read from, once. */
  @FunctionalInterface
  public interface Content {
    /** Its bytes from the first to the last; the caller closes it. */
    ReadableByteChannel open() throws IOException;
  }

  /**
   * Puts a model here, or makes the one that is there young again, so that nobody removes it; one
   * that cannot be made young, or has other bytes, is replaced. Several nodes may do so at once.
   *
   * @throws Damaged if it has another hash
   * @throws Unavailable if the work directory is not there, or may not be written to
   * @throws InterruptedException if the calling thread is interrupted; nothing is left
   */
  public void put(Content model, String sha256) throws InterruptedException {
    if (isMadeYoung(sha256)) {
      return;
    }
    var part = folder.resolve(sha256 + "." + UUID.randomUUID() + ".part");
    try {
      make();
      try {
        if (!copy(model, part).equals(sha256)) {
          throw new Damaged("The file of the model with SHA-256 " + sha256 + " has changed");
        }
        Files.move(part, folder.resolve(sha256), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
      try (var entries = FileChannel.open(folder, StandardOpenOption.READ)) {
        entries.force(true);
      }
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    } catch (NoSuchFileException e) {
      throw new Unavailable("The work directory is not there", e);
    } catch (IOException e) {
      throw judged(StorageFailure.of(folder, e));
    }
  }

  /** Says nothing of the job that is planned, and a disk may be mounted for writing again. */
  private static RuntimeException judged(RuntimeException failure) {
    return failure instanceof DiskFull
        ? failure
        : new Unavailable("The work directory takes no models: " + failure.getMessage(), failure);
  }

  private boolean isMadeYoung(String sha256) throws InterruptedException {
    var file = find(sha256);
    if (file.isEmpty()) {
      return false;
    }
    try {
      Files.setLastModifiedTime(file.get(), FileTime.from(Instant.now()));
      // Whoever removes it gives it another name first, and looks at its age behind that.
      return isFile(file.get());
    } catch (NoSuchFileException _) {
      return false; // Removed at this very moment.
    } catch (IOException e) {
      // As where it is another user's: it might be removed before the job's plan keeps it.
      LOG.log(Level.DEBUG, "A shared model cannot be made young, and is copied anew", e);
      return false;
    }
  }

  /** Only the last folder: nothing may take the place of a work directory that is not mounted. */
  private void make() throws IOException {
    try {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException _) {
      // Somebody else's, or an earlier model's.
    }
  }

  private static String hash(Path file) throws IOException {
    try (var in = new DigestInputStream(Files.newInputStream(file), Sha256.digest())) {
      in.transferTo(OutputStream.nullOutputStream());
      return Sha256.of(in.getMessageDigest());
    }
  }

  private static String copy(Content from, Path to) throws IOException {
    var digest = Sha256.digest();
    var chunk = ByteBuffer.allocate(CHUNK_BYTES);
    try (var in = from.open();
        var out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (in.read(chunk.clear()) >= 0) {
        digest.update(chunk.flip());
        chunk.rewind();
        while (chunk.hasRemaining()) {
          out.write(chunk);
        }
      }
      out.force(true);
    }
    return Sha256.of(digest);
  }
}
