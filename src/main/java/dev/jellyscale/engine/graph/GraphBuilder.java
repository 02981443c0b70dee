package dev.jellyscale.engine.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import dev.jellyscale.engine.graph.onnx.GraphWriter;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.frame.ColourDescription.Matrix;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;

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
    var contract = spec.network().contract();
    var model = contract.model().toBuilder();
    var graph = model.getGraphBuilder();
    removeShell(graph, contract.input(), model.getIrVersion());
    var writer = new GraphWriter(graph, contract.unusedPrefix(), contract.opset());
    var terminals = new PlaneTerminals(spec, graph, writer);
    path(spec, writer, terminals).append();
    return terminals.toGraph(model.build().toByteArray());
  }

  private static WrapperPath path(GraphSpec spec, GraphWriter writer, PlaneTerminals terminals) {
    var body = new NetworkBody(spec.network(), writer);
    var in = new SampleCodes(writer, spec.in().depth(), false);
    boolean apart = spec.network().contract().leavesEightBits();
    var out = new SampleCodes(writer, spec.out().depth(), apart);
    if (holdsRgb(spec)) {
      return new PlanarPath(spec, writer, terminals, body, in, out);
    }
    return switch (spec.network().channels()) {
      case LUMA -> new LumaPath(spec, writer, terminals, body, in, out);
      case RGB -> new ColourPath(spec, writer, terminals, body, in, out);
    };
  }

  private static boolean holdsRgb(GraphSpec spec) {
    boolean identity = spec.colour().matrix() == Matrix.IDENTITY;
    if (identity && spec.in().subsampling() != Subsampling.S444) {
      throw new Unsupported(
          "The colour matrix is the identity, but two of the three colour planes are smaller");
    }
    return identity || spec.in().family() == Family.RGB;
  }

  /**
   * Takes away what the wrapper writes anew: nodes, image input, output, inferred shapes. Before IR
   * version 4 each constant has to be an input too, later that only hinders optimisation.
   */
  private static void removeShell(GraphProto.Builder graph, String input, long irVersion) {
    var constants =
        graph.getInputList().stream()
            .filter(value -> irVersion < 4 && !value.getName().equals(input))
            .toList();
    graph.clearNode().clearInput().clearOutput().clearValueInfo();
    graph.addAllInput(constants);
  }
}
