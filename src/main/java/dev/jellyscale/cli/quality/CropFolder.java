package dev.jellyscale.cli.quality;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.video.encode.WriteFailure;
import dev.jellyscale.video.ffmpeg.ShownName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import javax.imageio.ImageIO;

/** A folder with a picture for each measured file, named after it. */
final class CropFolder {
  private static final String SUFFIX = ".png";
  private static final int LONGEST_NAME = 100;

  private final Path folder;

  private CropFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder where it is not there.
   *
   * @param sources that will be shown
   * @throws Conflict if two of them would be shown by one file, or one would be replaced, or a file
   *     is where the folder should be
   * @throws Denied if the folder cannot be made
   */
  static CropFolder make(Path folder, List<Path> sources) throws IOException {
    var crops = new CropFolder(folder);
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new Conflict(ShownName.of(folder) + " is a file, not a folder", e);
    } catch (IOException e) {
      throw new Denied("The folder " + ShownName.of(folder) + " cannot be made", e);
    }
    crops.requireOwnFiles(sources);
    return crops;
  }

  private void requireOwnFiles(List<Path> sources) throws IOException {
    var shown = new HashMap<Path, Path>();
    for (var source : sources) {
      var target = target(source);
      var other = shown.put(target, source);
      if (other != null) {
        throw new Conflict(
            "%s and %s would both be shown by %s"
                .formatted(ShownName.of(other), ShownName.of(source), ShownName.of(target)));
      }
    }
    for (var target : shown.keySet()) {
      for (var source : sources) {
        if (Files.exists(target) && Files.isSameFile(target, source)) {
          throw new Conflict(
              "Crops in %s would replace %s".formatted(ShownName.of(folder), ShownName.of(source)));
        }
      }
    }
  }

  private Path target(Path source) {
    var name = String.valueOf(source.getFileName());
    if (name.endsWith(SUFFIX)) {
      name = name.substring(0, name.length() - SUFFIX.length());
    }
    name = name.replaceAll("[^a-zA-Z0-9._-]", "_").replaceAll("^\\.", "_");
    return folder.resolve(name.substring(0, Math.min(LONGEST_NAME, name.length())) + SUFFIX);
  }

  /** Writes the picture of a source, in place of one that is there. */
  void write(Path source, Comparison comparison) throws IOException {
    var png = new ByteArrayOutputStream();
    if (!ImageIO.write(CropPicture.of(comparison), "png", png)) {
      throw new IllegalStateException("This Java does not write PNG");
    }
    var target = target(source);
    var unfinished = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.write(unfinished, png.toByteArray());
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw WriteFailure.of(target, e);
    }
  }
}
