package dev.jellyscale.video.encode;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.error.JellyscaleException.OwnFileDenied;
import dev.jellyscale.video.ffmpeg.ShownName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says what a failed write means for a person. */
public final class WriteFailure {
  // Below this the operating system's own message may be in any language, but the cause is plain.
  private static final long NO_ROOM_BYTES = 64 * 1024;

  private WriteFailure() {}

  /** The failure to throw when writing {@code file} fails. */
  public static RuntimeException of(Path file, IOException cause) {
    if (cause instanceof AccessDeniedException || says(cause, "Read-only")) {
      return new OwnFileDenied("Not allowed to write " + ShownName.of(file), cause);
    }
    if (isFull(file, cause)) {
      return diskFull(file, cause);
    }
    return new UncheckedIOException("Cannot write " + ShownName.of(file), cause);
  }

  /** The failure to throw when there is no room for {@code file}. */
  public static JellyscaleException diskFull(Path file, Throwable cause) {
    return new DiskFull("No room left on the disk while writing " + ShownName.of(file), cause);
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
      if (folder == null) {
        return false;
      }
      var store = Files.getFileStore(folder);
      // What has no room at all, such as /proc, is not full.
      return store.getTotalSpace() > 0 && store.getUsableSpace() < NO_ROOM_BYTES;
    } catch (IOException e) {
      cause.addSuppressed(e);
      return false;
    }
  }
}
