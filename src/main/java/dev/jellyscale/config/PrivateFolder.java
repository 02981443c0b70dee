package dev.jellyscale.config;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes folders that nobody else may look into. */
final class PrivateFolder {

  private PrivateFolder() {}

  /**
   * Makes a folder, and those above it, with mode 0700 where it does not exist, and finds out that
   * files can be written into it. The mode of an existing folder is left as somebody chose it.
   *
   * @param what the folder is, for messages: "data directory (JELLYSCALE_DATA)"
   * @throws Denied if this user may not write there
   * @throws Invalid if something else than a folder is in the way
   */
  static Path make(Path folder, String what) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Files.delete(Files.createTempFile(folder, ".writable", ""));
      return folder.toRealPath();
    } catch (IOException e) {
      throw failure(folder, what, e);
    }
  }

  /** What to tell a person whose folder cannot be used. */
  static JellyscaleException failure(Path folder, String what, IOException cause) {
    var begin = "The " + what + " " + folder;
    if (String.valueOf(cause.getMessage()).contains("No space left")) {
      return new DiskFull(begin + " has no room left", cause);
    }
    return switch (cause) {
      case AccessDeniedException e -> new Denied(begin + " cannot be written to by this user", e);
      case FileAlreadyExistsException e -> new Invalid(begin + " is no folder", e);
      case FileSystemException e when reason(e).contains("Not a directory") ->
          new Invalid(begin + " lies below something that is no folder", e);
      case NoSuchFileException e -> new Denied(begin + " cannot be made there", e);
      case FileSystemException e when reason(e).contains("Read-only") ->
          new Denied(begin + " is on a read-only file system", e);
      case FileSystemException e -> new Denied(begin + " cannot be used: " + reason(e), e);
      default -> new Denied(begin + " cannot be used: " + cause.getMessage(), cause);
    };
  }

  private static String reason(FileSystemException failure) {
    // Its message would tell the path once more.
    return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
  }
}
