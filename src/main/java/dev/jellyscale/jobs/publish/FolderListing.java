package dev.jellyscale.jobs.publish;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.jobs.publish.grouping.VideoFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** Reads the folder that a file stands in. */
final class FolderListing {
  /** No title has more files. */
  private static final int MOST = 10_000;

  private FolderListing() {}

  /**
   * The folder of a file, by names alone.
   *
   * @throws Denied if it may not be read
   * @throws Conflict if it cannot be read, or holds too much
   */
  static VideoFolder of(Path file) {
    var folder = file.getParent();
    if (folder == null || folder.getFileName() == null) {
      throw new Conflict("The original stands in no folder");
    }
    var files = new ArrayList<String>();
    var folders = new ArrayList<String>();
    try (var entries = Files.newDirectoryStream(folder)) {
      for (var entry : entries) {
        (Files.isDirectory(entry) ? folders : files).add(entry.getFileName().toString());
        if (files.size() + folders.size() > MOST) {
          throw new Conflict("The original's folder holds too much to be looked at");
        }
      }
    } catch (AccessDeniedException e) {
      throw new Denied("The original's folder may not be read", e);
    } catch (DirectoryIteratorException | IOException e) {
      throw new Conflict("The original's folder cannot be read", e);
    }
    return new VideoFolder(folder.getFileName().toString(), files, folders);
  }
}
