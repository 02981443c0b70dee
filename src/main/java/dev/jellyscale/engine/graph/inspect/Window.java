package dev.jellyscale.engine.graph.inspect;

import static dev.jellyscale.engine.graph.onnx.Attributes.integers;
import static dev.jellyscale.engine.graph.onnx.Attributes.text;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Map;
import java.util.Optional;

/**
 * The window of a convolution or pooling along one axis.
 *
 * @param extent pixels from the first to the last, holes of a dilation included
 * @param stride pixels between neighbouring windows
 * @param padding pixels that the first window lies before the picture
 */
record Window(long extent, long stride, long padding) {

  /** Empty where the node does not say it. */
  static Optional<Window> of(NodeProto node, Axis axis, Map<String, TensorProto> constants) {
    long stride = entry(integers(node, "strides"), axis, 1);
    long dilation = entry(integers(node, "dilations"), axis, 1);
    return size(node, axis, constants)
        .map(size -> dilation * (size - 1) + 1)
        .flatMap(
            extent ->
                padding(node, axis, extent, stride)
                    .map(padding -> new Window(extent, stride, padding)));
  }

  private static Optional<Long> size(
      NodeProto node, Axis axis, Map<String, TensorProto> constants) {
    var declared = integers(node, "kernel_shape");
    int weightsAt = node.getOpType().equals("QLinearConv") ? 3 : 1;
    if (declared.length == 2) {
      return Optional.of(declared[axis.index()]);
    }
    return Optional.of(node)
        .filter(n -> declared.length == 0 && n.getInputCount() > weightsAt)
        .flatMap(n -> Optional.ofNullable(constants.get(n.getInput(weightsAt))))
        .filter(weights -> weights.getDimsCount() == 4)
        .map(weights -> weights.getDims(axis.dimension()));
  }

  private static Optional<Long> padding(NodeProto node, Axis axis, long extent, long stride) {
    return switch (text(node, "auto_pad", "NOTSET")) {
      case "NOTSET", "" -> Optional.of(entry(integers(node, "pads"), axis, 0));
      case "VALID" -> Optional.of(0L);
      // With larger strides it would depend on the size of the picture.
      case "SAME_UPPER" -> stride == 1 ? Optional.of((extent - 1) / 2) : Optional.empty();
      case "SAME_LOWER" -> stride == 1 ? Optional.of(extent / 2) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static long entry(long[] values, Axis axis, long absent) {
    return values.length >= 2 ? values[axis.index()] : absent;
  }
}
