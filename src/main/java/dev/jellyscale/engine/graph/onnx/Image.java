package dev.jellyscale.engine.graph.onnx;

/**
 * A tensor of the wrapper whose shape is known.
 *
 * @param name of the tensor
 * @param images first size
 * @param channels second size
 * @param height third size
 * @param width last size
 */
public record Image(String name, int images, int channels, int height, int width) {

  public Image named(String newName) {
    return new Image(newName, images, channels, height, width);
  }

  public Image withImages(String newName, int count) {
    return new Image(newName, count, channels, height, width);
  }

  public Image withChannels(String newName, int count) {
    return new Image(newName, images, count, height, width);
  }
}
