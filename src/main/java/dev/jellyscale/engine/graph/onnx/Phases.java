package dev.jellyscale.engine.graph.onnx;

/**
 * A picture at low resolution whose channels hold the pixels of a larger one: each pixel of the low
 * resolution becomes {@code rows} by {@code columns} pixels.
 *
 * @param image with {@code rows * columns} channels for each channel of the larger picture
 * @param blocksFirst whether channels run through the larger picture's channels fastest (mode DCR
 *     of DepthToSpace) instead of through the block (mode CRD)
 */
public record Phases(Image image, int rows, int columns, boolean blocksFirst) {

  /** A picture that is at full size already. */
  public static Phases none(Image image) {
    return new Phases(image, 1, 1, false);
  }

  /** The same pixels under another name. */
  public Phases named(String name) {
    return new Phases(image.named(name), rows, columns, blocksFirst);
  }

  /** Channels of the larger picture. */
  public int channels() {
    return image.channels() / (rows * columns);
  }

  /**
   * Appends what makes the larger picture. Two transpositions, one for columns and one for rows:
   * ONNX Runtime runs them faster on a CPU than DepthToSpace, and on any type.
   */
  public Image interleave(GraphWriter graph) {
    int width = image.width() * columns;
    int height = image.height() * rows;
    long lines = (long) image.images() * channels();
    var x = blocksFirst && channels() > 1 ? graph.gather(image.name(), 1, order()) : image.name();
    if (columns > 1) {
      x = graph.reshape(x, lines * rows, columns, (long) image.height() * image.width());
      x = graph.transpose(x, 0, 2, 1);
    }
    if (rows > 1) {
      x = graph.reshape(x, lines, rows, image.height(), width);
      x = graph.transpose(x, 0, 2, 1, 3);
    }
    if (rows * columns > 1) {
      x = graph.reshape(x, image.images(), channels(), height, width);
    }
    return new Image(x, image.images(), channels(), height, width);
  }

  private long[] order() {
    int block = rows * columns;
    var order = new long[image.channels()];
    for (int channel = 0; channel < channels(); channel++) {
      for (int phase = 0; phase < block; phase++) {
        order[channel * block + phase] = (long) phase * channels() + channel;
      }
    }
    return order;
  }
}
