package dev.jellyscale.engine.graph.inspect;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far a network sees. The pixels that one input pixel becomes are followed backwards through
 * the network, node by node, to the input pixels that they depend on.
 */
public final class ReceptiveField {
  /** Neighbours that are tried: strides shift what a pixel sees. */
  private static final int PHASES = 64;

  private final ModelContract contract;
  private final NodeReach reach;
  private final List<NodeProto> backwards;

  private ReceptiveField(ModelContract contract) {
    this.contract = contract;
    this.reach = new NodeReach(NodeReach.constants(contract.model().getGraph()));
    this.backwards = contract.model().getGraph().getNodeList().reversed();
  }

  /**
   * Input pixels on each side of its own that an output pixel depends on; empty where an operator
   * looks at the whole picture or is not known.
   */
  public static OptionalInt of(ModelContract contract, int scale) {
    var field = new ReceptiveField(contract);
    int widest = 0;
    for (var axis : Axis.values()) {
      for (int pixel = 0; pixel < PHASES; pixel++) {
        var seen = field.seenBy(pixel, scale, axis);
        if (seen.isEmpty()) {
          return OptionalInt.empty();
        }
        long before = pixel - seen.get().first();
        long behind = seen.get().last() - pixel;
        widest = Math.toIntExact(Math.max(widest, Math.max(before, behind)));
      }
    }
    return OptionalInt.of(widest);
  }

  private Optional<Interval> seenBy(int pixel, int scale, Axis axis) {
    Map<String, Interval> needed = new HashMap<>();
    long first = (long) pixel * scale;
    needed.put(contract.output(), new Interval(first, first + scale - 1));
    for (var node : backwards) {
      var output =
          node.getOutputList().stream()
              .flatMap(name -> Optional.ofNullable(needed.get(name)).stream())
              .reduce(Interval::cover);
      if (output.isPresent()) {
        var input = reach.needs(node, output.get(), axis);
        if (input.isEmpty()) {
          return Optional.empty();
        }
        for (var name : reach.images(node)) {
          needed.merge(name, input.get(), Interval::cover);
        }
      }
    }
    // A network that ignores its input sees nothing.
    return Optional.of(needed.getOrDefault(contract.input(), new Interval(pixel, pixel)));
  }
}
