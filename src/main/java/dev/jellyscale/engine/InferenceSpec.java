package dev.jellyscale.engine;

import dev.jellyscale.engine.graph.GraphBuilder;
import dev.jellyscale.engine.graph.GraphSpec;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.engine.graph.PlaneGraph;
import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.FrameFormat;

/**
 * What is to be inferred, wherever it runs.
 *
 * @param outputDepth bits of an output sample
 */
record InferenceSpec(
    Network network, FrameFormat input, ColourDescription colour, int outputDepth) {

  FrameFormat output() {
    var scaled = input.scaled(network.scale());
    return new FrameFormat(scaled.width(), scaled.height(), input.pixels().withDepth(outputDepth));
  }

  /** Luma columns or rows that tiles must be multiples of, in place and size. */
  int unit() {
    int samples = chromaUnit();
    if (network.fixedSize().isPresent()) {
      return samples; // Its tiles cannot be moved to suit it: their size is given.
    }
    int alignment = network.alignment();
    return alignment % samples == 0 ? alignment : alignment * samples;
  }

  /** Whether chroma is smaller than luma, so that filters between the two reach beyond a pixel. */
  boolean subsampled() {
    return chromaUnit() > 1;
  }

  /** Luma columns or rows that a chroma sample covers, the larger of the two. */
  int chromaUnit() {
    var subsampling = input.pixels().subsampling();
    return Math.max(subsampling.columns(), subsampling.rows());
  }

  /** The graph for runs of {@code batch} pictures of the given size. */
  PlaneGraph graph(int batch, int width, int height) {
    return GraphBuilder.build(
        new GraphSpec(
            network,
            input.pixels(),
            input.pixels().withDepth(outputDepth),
            colour,
            batch,
            width,
            height));
  }
}
