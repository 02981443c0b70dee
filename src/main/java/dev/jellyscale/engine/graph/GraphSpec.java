package dev.jellyscale.engine.graph;

import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.PixelFormat;

/**
 * What a graph is built for.
 *
 * @param network the model inside
 * @param in layout of the input
 * @param out layout of the output, which differs from {@code in} in nothing but depth
 * @param colour of input and output
 * @param batch pictures of one run
 * @param width columns of the input; a multiple of the columns that a chroma sample covers
 * @param height rows of the input; a multiple of the rows that a chroma sample covers
 */
public record GraphSpec(
    Network network,
    PixelFormat in,
    PixelFormat out,
    ColourDescription colour,
    int batch,
    int width,
    int height) {

  public GraphSpec {
    if (!out.withDepth(in.depth()).equals(in)) {
      throw new IllegalArgumentException(out + " differs from " + in + " in more than depth");
    }
    if (batch < 1 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "Nothing to infer in batch=" + batch + ", width=" + width + ", height=" + height);
    }
    if (width % in.subsampling().columns() != 0 || height % in.subsampling().rows() != 0) {
      throw new IllegalArgumentException(
          width + "x" + height + " is not a whole number of chroma samples of " + in);
    }
  }
}
