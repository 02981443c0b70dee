package dev.jellyscale.engine.graph.inspect;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
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
    this.reach = new NodeReach(NodeReach.constants(contract.model().getGraph()), contract.opset());
    this.backwards = contract.model().getGraph().getNodeList().reversed();
  }

  /** Follows a network of the given scale; all is unknown if one operator is. */
  public static Sight of(ModelContract contract, int scale) {
    var field = new ReceptiveField(contract);
    int radius = 0;
    int period = 1;
    for (var axis : Axis.values()) {
      List<Interval> seen = new ArrayList<>();
      for (int pixel = 0; pixel < PHASES; pixel++) {
        var interval = field.seenBy(pixel, scale, axis);
        if (interval.isEmpty()) {
          return Sight.UNKNOWN;
        }
        seen.add(interval.get());
      }
      radius = Math.max(radius, radius(seen));
      period = Math.max(period, period(seen));
    }
    return new Sight(OptionalInt.of(radius), period);
  }

  private static int radius(List<Interval> seen) {
    long radius = 0;
    for (int pixel = 0; pixel < seen.size(); pixel++) {
      radius = Math.max(radius, pixel - seen.get(pixel).first());
      radius = Math.max(radius, seen.get(pixel).last() - pixel);
    }
    return Math.toIntExact(radius);
  }

  private static int period(List<Interval> seen) {
    int period = 1;
    while (period < PHASES && !repeats(seen, period)) {
      period++;
    }
    return period;
  }

  private static boolean repeats(List<Interval> seen, int period) {
    for (int pixel = period; pixel < seen.size(); pixel++) {
      if (!seen.get(pixel - period).shifted(period).equals(seen.get(pixel))) {
        return false;
      }
    }
    return true;
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
