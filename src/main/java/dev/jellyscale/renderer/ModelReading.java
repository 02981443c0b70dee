package dev.jellyscale.renderer;

import dev.jellyscale.engine.graph.ModelLoader;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.OwnFileDenied;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.model.ModelFile;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.Sha256;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads models from where the node says they are, and believes no file of another hash. */
final class ModelReading {
  private static final long LARGEST_FILE = 1L << 30;

  private ModelReading() {}

  /**
   * Reads a model and tries it.
   *
   * @throws NotFound if there is none
   * @throws Unavailable if this installation holds other bytes than were meant
   * @throws BadModel if it cannot upscale pictures or is not the file that was meant
   */
  static Network network(ModelSource source) {
    return switch (source) {
      case ModelSource.Shipped shipped -> shipped(shipped);
      case ModelSource.InFile file -> Network.open(read(file));
    };
  }

  private static Network shipped(ModelSource.Shipped source) {
    var id = source.id();
    if (!ModelLoader.shipped().contains(id.value())) {
      throw new NotFound("No model '" + id + "' is shipped");
    }
    var network = ModelLoader.load(id.value());
    if (source.sha256().filter(meant -> !meant.equals(network.file().sha256())).isPresent()) {
      throw new Unavailable(
          "The file of model '%s' is not the one that the node started with; restart the node"
              .formatted(id),
          null);
    }
    return network;
  }

  private static ModelFile read(ModelSource.InFile source) {
    var onnx = bytes(source);
    var sha256 = Sha256.of(onnx);
    if (!sha256.equals(source.sha256())) {
      throw new BadModel("The file of model '" + source.id() + "' is not the one that was checked");
    }
    return new ModelFile(source.id(), sha256, onnx);
  }

  private static byte[] bytes(ModelSource.InFile source) {
    var path = Path.of(source.path());
    try {
      if (Files.size(path) > LARGEST_FILE) {
        throw new LimitExceeded("The file of model '" + source.id() + "' is larger than 1 GiB");
      }
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new NotFound("The file of model '" + source.id() + "' is missing");
    } catch (AccessDeniedException e) {
      throw new OwnFileDenied(
          "The file of model '" + source.id() + "' cannot be read by a renderer", e);
    } catch (IOException e) {
      throw new Invalid(
          "The file of model '%s' cannot be read: %s".formatted(source.id(), e.getMessage()), e);
    }
  }
}
