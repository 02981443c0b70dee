package dev.jellyscale.jobs.publish.place;

import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import dev.jellyscale.model.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What publishing does with files and folders; whatever it changes is on the disk afterwards. */
final class FilmFiles {
  private static final int CHUNK_BYTES = 1 << 20;

  private FilmFiles() {}

  private interface Reader {
    void take(ByteBuffer chunk) throws IOException;
  }

  /** Whether something has this name, be it a link that leads nowhere. */
  static boolean isThere(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether a file has the size and the SHA-256 of a film; it is read where the size is right. */
  static boolean holds(Path file, long bytes, String sha256)
      throws IOException, InterruptedException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == bytes
        && read(file, ByteBuffer::clear).equals(sha256);
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

  /**
   * Copies a film.
   *
   * @throws VerificationFailed if its bytes are not those that were recorded
   */
  static void copy(FinishedFile film, Path to) throws IOException, InterruptedException {
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

  /** Folders that are missing above a file, the uppermost first. */
  static List<Path> missing(Path file) {
    var missing = new ArrayList<Path>();
    for (var above = folder(file); !Files.exists(above); above = folder(above)) {
      missing.addFirst(above);
    }
    return missing;
  }

  /** A folder is on the disk when the one that holds it is. */
  static void makeFolders(Path file) throws IOException {
    var missing = missing(file);
    Files.createDirectories(folder(file));
    for (var made : missing) {
      sync(folder(made));
    }
  }

  /** The folder that a file stands in. */
  static Path folder(Path file) {
    var folder = file.getParent();
    if (folder == null) {
      throw new IllegalArgumentException(file + " stands in no folder");
    }
    return folder;
  }

  /** Has the names in a folder written to the disk. */
  static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** What an interruption has made of a read or a write. */
  static InterruptedException interrupted(IOException cause) {
    Thread.interrupted();
    var interrupted = new InterruptedException("Interrupted while a film was being published");
    interrupted.initCause(cause);
    return interrupted;
  }
}
