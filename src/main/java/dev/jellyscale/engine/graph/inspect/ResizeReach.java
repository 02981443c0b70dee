package dev.jellyscale.engine.graph.inspect;

import static dev.jellyscale.engine.graph.onnx.Attributes.integer;
import static dev.jellyscale.engine.graph.onnx.Attributes.integers;
import static dev.jellyscale.engine.graph.onnx.Attributes.text;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.jellyscale.engine.graph.onnx.Tensors;
import java.util.Map;
import java.util.Optional;

/** Which pixels of its input a Resize needs, where its factors are constants. */
final class ResizeReach {

  private ResizeReach() {}

  /** Empty where that depends on the size of the picture. */
  static Optional<Interval> needs(
      NodeProto node, Map<String, TensorProto> constants, Interval output, Axis axis) {
    boolean wider = integer(node, "antialias", 0) != 0 || integers(node, "axes").length > 0;
    return wider
        ? Optional.empty()
        : factor(node, constants, axis).flatMap(factor -> needs(node, factor, output));
  }

  private static Optional<Double> factor(
      NodeProto node, Map<String, TensorProto> constants, Axis axis) {
    return Optional.of(node)
        .filter(n -> n.getInputCount() == 3 || (n.getInputCount() == 4 && n.getInput(3).isEmpty()))
        .flatMap(n -> Optional.ofNullable(constants.get(n.getInput(2))))
        .flatMap(Tensors::readFloats)
        .filter(factors -> factors.length == 4 && factors[axis.dimension()] > 0)
        .map(factors -> Double.valueOf(factors[axis.dimension()]));
  }

  private static Optional<Interval> needs(NodeProto node, double factor, Interval output) {
    var transformation = text(node, "coordinate_transformation_mode", "half_pixel");
    double shift;
    switch (transformation) {
      case "half_pixel", "pytorch_half_pixel" -> shift = 0.5;
      case "asymmetric" -> shift = 0;
      default -> {
        return Optional.empty();
      }
    }
    double first = (output.first() + shift) / factor - shift;
    double last = (output.last() + shift) / factor - shift;
    return switch (text(node, "mode", "nearest")) {
      case "nearest" -> Optional.of(new Interval(nearest(node, first), nearest(node, last)));
      case "linear" -> Optional.of(interval(Math.floor(first), Math.ceil(last)));
      case "cubic" -> Optional.of(interval(Math.floor(first) - 1, Math.ceil(last) + 1));
      default -> Optional.empty();
    };
  }

  private static long nearest(NodeProto node, double position) {
    return (long)
        switch (text(node, "nearest_mode", "round_prefer_floor")) {
          case "floor" -> Math.floor(position);
          case "ceil" -> Math.ceil(position);
          case "round_prefer_ceil" -> Math.floor(position + 0.5);
          default -> Math.ceil(position - 0.5);
        };
  }

  private static Interval interval(double first, double last) {
    return new Interval((long) first, (long) last);
  }
}
