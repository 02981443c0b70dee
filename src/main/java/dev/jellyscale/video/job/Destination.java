package dev.jellyscale.video.job;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.OwnFileDenied;
import dev.jellyscale.video.encode.WriteFailure;
import dev.jellyscale.video.ffmpeg.ShownName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Where an output goes: whether it may, and the folders that are made for it.
 *
 * @param file absolute path of the output
 */
record Destination(Path file) {

  Destination {
    file = file.toAbsolutePath().normalize();
  }

  /**
   * Returns if the output may be written.
   *
   * @throws Invalid if it is the source itself, by whatever name, or a folder
   * @throws Conflict if something stands there and {@code force} is false
   * @throws OwnFileDenied if the folder may not be written
   */
  void require(Path source, boolean force) {
    try {
      if (Files.exists(file) && Files.isSameFile(file, source)) {
        throw new Invalid("Source and destination are the same file, " + ShownName.of(source));
      }
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
    if (Files.isDirectory(file)) {
      throw new Invalid("The destination " + ShownName.of(file) + " is a folder");
    }
    if (!force && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Conflict("The file " + ShownName.of(file) + " exists already; --force replaces it");
    }
    requireWritable(nearestFolder());
  }

  private Path nearestFolder() {
    var folder = folder();
    while (!Files.exists(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static void requireWritable(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new Invalid("The destination's folder " + ShownName.of(folder) + " is a file");
    }
    if (!Files.isWritable(folder)) {
      throw new OwnFileDenied("Not allowed to write into the folder " + ShownName.of(folder), null);
    }
  }

  /** The folder that the output stands in. */
  Path folder() {
    var parent = file.getParent();
    if (parent == null) {
      throw new Invalid("The destination " + ShownName.of(file) + " is a folder");
    }
    return parent;
  }

  /** Hidden folder for the work, beside the output. */
  Path workFolder() {
    return folder().resolve("." + file.getFileName() + ".jellyscale");
  }

  /** Name of the work folder among those of other outputs; the same for the same output. */
  String workName() {
    int path = file.toString().hashCode();
    return "%s-%08x.jellyscale".formatted(file.getFileName(), path);
  }

  /** Makes the folders above the output; returns those that did not exist, innermost first. */
  Deque<Path> makeFolders() {
    var made = new ArrayDeque<Path>();
    for (var f = folder(); f != null && !Files.exists(f); f = f.getParent()) {
      made.add(f);
    }
    try {
      Files.createDirectories(folder());
    } catch (IOException e) {
      throw WriteFailure.of(folder(), e);
    }
    return made;
  }

  /** Removes unfinished outputs that killed runs left. Only who holds the work may call this. */
  void removeLeftovers() {
    var leftover =
        Pattern.compile(Pattern.quote("." + file.getFileName() + ".part-") + "[0-9a-f]{12}");
    try (var files = Files.newDirectoryStream(folder())) {
      for (var other : files) {
        if (leftover.matcher(String.valueOf(other.getFileName())).matches()) {
          Files.deleteIfExists(other);
        }
      }
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }
}
