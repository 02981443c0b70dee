package dev.jellyscale.cli.quality;

import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.video.ffmpeg.ShownName;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the files to measure. */
final class SourceList {
  /** Ends of the names that are taken from folders; a file that is named itself needs none. */
  private static final Set<String> ENDS =
      Set.of(
          "png", "mkv", "webm", "mp4", "m4v", "mov", "avi", "ts", "m2ts", "mpg", "mpeg", "vob",
          "y4m");

  private SourceList() {}

  /**
   * Files by their paths, and those that lie directly in folders and are called as PNG files or
   * videos are; sorted.
   *
   * @throws NotFound if something is not there, or a folder has no such file
   * @throws Denied if this user may not read it
   * @throws Invalid if it is neither a file nor a folder, or is named twice
   */
  static List<Path> of(List<Path> named) throws IOException {
    var files = new ArrayList<Path>();
    for (var path : named) {
      if (!Files.exists(path)) {
        throw new NotFound("No picture " + ShownName.of(path));
      }
      if (Files.isDirectory(path)) {
        files.addAll(inside(path));
      } else {
        files.add(readable(path));
      }
    }
    files.sort(null);
    if (files.stream().map(file -> file.toAbsolutePath().normalize()).distinct().count()
        < files.size()) {
      throw new Invalid("A picture is named twice");
    }
    return files;
  }

  private static Path readable(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new Invalid(ShownName.of(file) + " is no regular file");
    }
    if (!Files.isReadable(file)) {
      throw new Denied(ShownName.of(file) + " may not be read by this user");
    }
    return file;
  }

  private static List<Path> inside(Path folder) throws IOException {
    var files = new ArrayList<Path>();
    try (var entries = Files.newDirectoryStream(folder)) {
      for (var entry : entries) {
        if (ENDS.contains(end(entry)) && Files.isRegularFile(entry)) {
          files.add(readable(entry));
        }
      }
    } catch (AccessDeniedException e) {
      throw new Denied("The folder " + ShownName.of(folder) + " may not be read by this user", e);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    if (files.isEmpty()) {
      throw new NotFound("No PNG file and no video in " + ShownName.of(folder));
    }
    return files;
  }

  private static String end(Path file) {
    var name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
