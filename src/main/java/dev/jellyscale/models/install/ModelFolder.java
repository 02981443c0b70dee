package dev.jellyscale.models.install;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.fetch.StorageFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The folder that holds the files of models: {@code <id>/model.onnx}, and {@code
 * <id>/model.onnx.part} while one is on its way. Nobody but the owner may look into it, and no
 * symbolic link in it is followed. What it did not make itself it neither changes nor removes. One
 * process at a time uses it, which the lock of the data directory sees to.
 */
public final class ModelFolder {
  private static final String MODEL = "model.onnx";
  private static final String PART = "model.onnx.part";
  private static final FileAttribute<?> OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path root;

  private ModelFolder(Path root) {
    this.root = root;
  }

  /**
   * Opens the folder, makes it where it is missing, and removes what interrupted installations
   * left.
   */
  public static ModelFolder open(Path root) {
    var folder = new ModelFolder(root.toAbsolutePath().normalize());
    folder.attempt(
        () -> {
          Files.createDirectories(folder.root, OWNER_ALONE);
          folder.removeLeftovers();
        });
    return folder;
  }

  /** Where the file of a model is, or would be; absolute. */
  public Path file(ModelId id) {
    return home(id).resolve(MODEL);
  }

  /** Whether the model's file is there. */
  public boolean holds(ModelId id) {
    return isFolder(home(id)) && Files.isRegularFile(file(id), LinkOption.NOFOLLOW_LINKS);
  }

  /** Bytes that all files in the folder take. */
  public long diskUse() {
    var total = new AtomicLong();
    attempt(
        () ->
            Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                  @Override
                  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    total.addAndGet(attributes.size());
                    return FileVisitResult.CONTINUE;
                  }
                }));
    return total.get();
  }

  /** Removes the model's file; one that is not there is no error. */
  public void remove(ModelId id) {
    attempt(
        () -> {
          if (isFolder(home(id))) {
            Files.deleteIfExists(file(id));
            tidy(home(id));
            sync(root);
          }
        });
  }

  /** What lies in the folder and is no file of the models {@code known}, relative to the folder. */
  public List<Path> foreign(Collection<ModelId> known) {
    var foreign = new ArrayList<Path>();
    attempt(
        () -> {
          for (var entry : children(root)) {
            boolean ours = known.stream().anyMatch(id -> home(id).equals(entry));
            if (!ours || !isFolder(entry)) {
              foreign.add(root.relativize(entry));
              continue;
            }
            for (var file : children(entry)) {
              var name = file.getFileName().toString();
              if (!name.equals(MODEL) && !name.equals(PART)) {
                foreign.add(root.relativize(file));
              }
            }
          }
        });
    return List.copyOf(foreign);
  }

  /** The file to write a new model to; its folder is made. */
  Path part(ModelId id) {
    var home = home(id);
    attempt(
        () -> {
          if (!isFolder(home)) {
            if (Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
              throw new Conflict("Something else stands where model '" + id + "' has to go");
            }
            Files.createDirectory(home, OWNER_ALONE);
            sync(root);
          }
        });
    return home.resolve(PART);
  }

  /** Gives the finished part its final name, in one step, and waits until that is on the disk. */
  Path publish(ModelId id) {
    attempt(
        () -> {
          Files.move(home(id).resolve(PART), file(id), StandardCopyOption.ATOMIC_MOVE);
          sync(home(id));
        });
    return file(id);
  }

  /** Removes the part. */
  void discard(ModelId id) {
    attempt(() -> tidy(home(id)));
  }

  private Path home(ModelId id) {
    var home = root.resolve(id.value());
    if (!root.equals(home.getParent())) {
      throw new Invalid("Not a model id that can be a folder: " + id);
    }
    return home;
  }

  private void removeLeftovers() throws IOException {
    for (var home : children(root)) {
      if (isFolder(home)) {
        tidy(home);
      }
    }
  }

  /** Removes the part, and the folder where nothing else is in it. */
  private static void tidy(Path home) throws IOException {
    if (!isFolder(home)) {
      return;
    }
    Files.deleteIfExists(home.resolve(PART));
    if (children(home).isEmpty()) {
      Files.delete(home);
    }
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static List<Path> children(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  // An interruption would close the channel and make a finished rename look like a failed one.
  private static void sync(Path folder) throws IOException {
    boolean interrupted = Thread.interrupted();
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw StorageFailure.of(root, e);
    }
  }
}
