package dev.jellyscale.engine.graph;

import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.ModelFile;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.PackedNetworks;
import dev.jellyscale.model.Sha256;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds models by what a user calls them. */
public final class ModelLoader {
  private static final String SUFFIX = ".onnx";
  private static final String INSTALLED = "model.onnx";
  private static final int LONGEST_ID = 64;
  private static final long LARGEST_FILE = 1L << 30;
  private static final long SMALL_FILE = 64L << 20;
  private static final int COPIES = 3;
  private static final long OTHER_HEAP = 200L << 20;

  private ModelLoader() {}

  /** Ids of the models that need no file. */
  public static List<String> shipped() {
    return Stream.concat(PackedNetworks.ids().stream(), BicubicModel.IDS.stream()).toList();
  }

  /**
   * Opens a shipped model or a model file.
   *
   * @param idOrPath id of a shipped model, or path of an ONNX file
   * @throws NotFound if there is neither; names the shipped models
   * @throws Denied if the file cannot be read
   * @throws LimitExceeded if the file is larger than 1 GiB or than the heap can hold
   * @throws dev.jellyscale.error.JellyscaleException.BadModel if it cannot upscale pictures
   */
  public static Network load(String idOrPath) {
    return load(idOrPath, 0);
  }

  /**
   * Opens a shipped model or a model file.
   *
   * @param threads that try it on the CPU; 0 takes all cores
   * @see #load(String)
   */
  public static Network load(String idOrPath, int threads) {
    return Network.open(find(idOrPath), threads).requirePictures();
  }

  private static ModelFile find(String idOrPath) {
    if (BicubicModel.IDS.contains(idOrPath)) {
      return file(new ModelId(idOrPath), BicubicModel.onnx(idOrPath));
    }
    if (shipped().contains(idOrPath)) {
      return file(new ModelId(idOrPath), PackedNetworks.onnx(idOrPath));
    }
    var path = existing(idOrPath);
    return file(idOf(path), bytes(path));
  }

  private static ModelFile file(ModelId id, byte[] onnx) {
    return new ModelFile(id, Sha256.of(onnx), onnx);
  }

  private static Path existing(String path) {
    try {
      var candidate = Path.of(path);
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    } catch (InvalidPathException e) {
      throw new NotFound("No model '" + path + "'; " + offer());
    }
    throw new NotFound("No model '" + path + "'; " + offer());
  }

  private static String offer() {
    return "shipped are " + String.join(", ", shipped()) + ", or name an ONNX file";
  }

  private static byte[] bytes(Path path) {
    try {
      requireRoom(path, Files.size(path), Runtime.getRuntime().maxMemory());
      return Files.readAllBytes(path);
    } catch (AccessDeniedException e) {
      throw new Denied("Model file '" + path + "' cannot be read by this user", e);
    } catch (IOException e) {
      throw new Invalid("Model file '" + path + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /** The file's bytes are held twice while it is opened, and once more inside of a graph. */
  static void requireRoom(Path path, long bytes, long heap) {
    if (bytes > LARGEST_FILE) {
      throw new LimitExceeded("Model file '" + path + "' is larger than 1 GiB");
    }
    long needed = COPIES * bytes + OTHER_HEAP;
    if (bytes > SMALL_FILE && needed > heap) {
      throw new LimitExceeded(
          "Model file '%s' of %d MiB needs a heap of %d MiB, but this one has %d: set JELLYSCALE_HEAP=%dm"
              .formatted(path, bytes >> 20, needed >> 20, heap >> 20, (needed >> 20) + 1));
    }
  }

  /**
   * The file's name without its suffix, or for an installed model, whose file has the same name as
   * all others, that of its folder. What an id may not hold becomes a dash.
   */
  private static ModelId idOf(Path path) {
    var name = String.valueOf(path.getFileName());
    var folder = path.toAbsolutePath().normalize().getParent();
    if (name.equals(INSTALLED) && folder != null) {
      name = String.valueOf(folder.getFileName());
    }
    if (name.endsWith(SUFFIX)) {
      name = name.substring(0, name.length() - SUFFIX.length());
    }
    var allowed =
        name.replaceAll("[^a-zA-Z0-9_.-]", "-").replaceAll("\\.{2,}", ".").replaceAll("^\\.", "-");
    var cut = allowed.substring(0, Math.min(LONGEST_ID, allowed.length())).replaceAll("\\.$", "-");
    return new ModelId(cut.isEmpty() ? "model" : cut);
  }
}
