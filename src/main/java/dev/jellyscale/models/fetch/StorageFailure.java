package dev.jellyscale.models.fetch;

import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Says what a failed read or write of our own files means for a person. */
public final class StorageFailure {
  // Below this the operating system's own message may be in any language, but the cause is plain.
  private static final long NO_ROOM_BYTES = 64 * 1024;

  private StorageFailure() {}

  /** The failure to throw when {@code file} cannot be read or written. */
  public static RuntimeException of(Path file, IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return new Denied("Not allowed to write " + name(file), cause);
    }
    if (cause instanceof FileAlreadyExistsException
        || cause instanceof NotDirectoryException
        || says(cause, "Not a directory")) {
      return new Invalid("Something that is no folder is in the way of " + name(file), cause);
    }
    if (says(cause, "Read-only")) {
      return new Denied("A read-only file system holds " + name(file), cause);
    }
    if (isFull(file, cause)) {
      return new DiskFull("No room left on the disk while writing " + name(file), cause);
    }
    return new UncheckedIOException("Cannot write " + name(file), cause);
  }

  /** Answers hold no absolute path; the cause, for a log, does. */
  private static String name(Path file) {
    return "'" + file.getFileName() + "' (see JELLYSCALE_DATA and JELLYSCALE_WORK)";
  }

  private static boolean says(IOException cause, String words) {
    return String.valueOf(cause.getMessage()).contains(words);
  }

  private static boolean isFull(Path file, IOException cause) {
    if (says(cause, "No space left") || says(cause, "quota exceeded")) {
      return true;
    }
    try {
      var folder = file.toAbsolutePath().getParent();
      return folder != null && Files.getFileStore(folder).getUsableSpace() < NO_ROOM_BYTES;
    } catch (IOException e) {
      cause.addSuppressed(e);
      return false;
    }
  }
}
