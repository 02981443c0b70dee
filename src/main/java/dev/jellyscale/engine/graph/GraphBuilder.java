package dev.jellyscale.engine.graph;

import java.util.List;

/** Wraps a network so that it takes and gives integer planes. */
public final class GraphBuilder {

  private GraphBuilder() {}

  /**
   * Builds the graph that turns pictures of {@code spec.in()} into pictures of {@code spec.out()}
   * which are {@link Network#scale} times as wide and high. Chroma keeps its siting at the new
   * size. Values outside of the nominal range pass unclipped as far as the codes of the output
   * reach.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Unsupported if the colour cannot be processed
   */
  public static PlaneGraph build(GraphSpec spec) {
    if (spec.batch() > 0) {
      throw new UnsupportedOperationException("Not built yet: " + spec);
    }
    return new PlaneGraph(new byte[0], List.of(), List.of());
  }
}
