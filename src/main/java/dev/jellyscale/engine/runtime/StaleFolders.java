package dev.jellyscale.engine.runtime;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/**
 * Removes what ONNX Runtime leaves behind where a process is killed: it makes a folder for
 * temporary files in any case and deletes it only when the JVM ends in good order.
 */
final class StaleFolders {
  /** ONNX Runtime unpacks its libraries, if at all, right after it made the folder. */
  private static final Duration SURELY_IN_USE = Duration.ofMinutes(1);

  private static final String FOLDERS = "onnxruntime-java*";

  private StaleFolders() {}

  /**
   * Removes empty folders of ONNX Runtime that were made more than a minute before {@code now}.
   * Younger ones, those that hold anything, links and what this process may not remove stay.
   *
   * @param temporary where the JVM makes temporary files
   */
  static void remove(Path temporary, Instant now) {
    try (var folders = Files.newDirectoryStream(temporary, FOLDERS)) {
      for (var folder : folders) {
        removeStale(folder, now);
      }
    } catch (IOException | DirectoryIteratorException _) {
      // Nothing depends on a tidy folder: whatever needs it next tells what is wrong with it.
    }
  }

  private static void removeStale(Path folder, Instant now) {
    try {
      var attributes =
          Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      var made = attributes.lastModifiedTime().toInstant();
      if (attributes.isDirectory() && made.isBefore(now.minus(SURELY_IN_USE))) {
        Files.delete(folder);
      }
    } catch (IOException _) {
      // It is not empty, so in use; or another user's; or its own process was quicker.
    }
  }
}
