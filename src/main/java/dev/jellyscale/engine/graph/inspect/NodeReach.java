package dev.jellyscale.engine.graph.inspect;

import static dev.jellyscale.engine.graph.onnx.Attributes.integer;
import static dev.jellyscale.engine.graph.onnx.Attributes.integers;
import static dev.jellyscale.engine.graph.onnx.Attributes.text;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.jellyscale.engine.graph.onnx.Attributes;
import dev.jellyscale.engine.graph.onnx.Tensors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which pixels of its input a node needs for given pixels of its output, along one axis.
 *
 * @param constants by name
 * @param opset version of the standard operators
 */
record NodeReach(Map<String, TensorProto> constants, int opset) {
  /** Before it, Softmax joined its axis with all behind it: it was one over the whole picture. */
  private static final int SOFTMAX_OF_ONE_AXIS = 13;

  private static final Set<String> POINTWISE =
      Set.of(
          "Abs",
          "Add",
          "Cast",
          "Ceil",
          "Celu",
          "Clip",
          "Cos",
          "Div",
          "Dropout",
          "Elu",
          "Erf",
          "Exp",
          "Floor",
          "Gelu",
          "HardSigmoid",
          "HardSwish",
          "Identity",
          "LeakyRelu",
          "Log",
          "Max",
          "Mean",
          "Min",
          "Mish",
          "Mul",
          "Neg",
          "PRelu",
          "Pow",
          "Reciprocal",
          "Relu",
          "Round",
          "Selu",
          "Sigmoid",
          "Sign",
          "Sin",
          "Softplus",
          "Softsign",
          "Sqrt",
          "Sub",
          "Sum",
          "Tanh",
          "ThresholdedRelu",
          "BiasGelu",
          "FastGelu",
          "QuickGelu");
  private static final Set<String> ALONG_CHANNELS = Set.of("Concat", "Split", "Softmax");
  private static final Set<String> FIRST_INPUT_ONLY =
      Set.of(
          "Conv",
          "ConvTranspose",
          "MaxPool",
          "AveragePool",
          "DepthToSpace",
          "SpaceToDepth",
          "Resize",
          "Pad",
          "BatchNormalization",
          "Clip",
          "Dropout",
          "Split",
          "Softmax",
          "Pow");

  /** All constants of a graph: initialisers and what Constant nodes hold. */
  static Map<String, TensorProto> constants(GraphProto graph) {
    var constants = new HashMap<String, TensorProto>();
    graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
    for (var node : graph.getNodeList()) {
      if (node.getOpType().equals("Constant")) {
        Attributes.find(node, "value")
            .ifPresent(value -> constants.put(node.getOutput(0), value.getT()));
      }
      // Of rounded weights nothing but their shape is asked.
      if (node.getOpType().equals("DequantizeLinear") && constants.containsKey(node.getInput(0))) {
        constants.put(node.getOutput(0), constants.get(node.getInput(0)));
      }
    }
    return constants;
  }

  /** Inputs that are, or may be, images. */
  List<String> images(NodeProto node) {
    if (QuantisedNodes.is(node)) {
      return QuantisedNodes.images(node).stream()
          .filter(name -> !constants.containsKey(name))
          .toList();
    }
    return FIRST_INPUT_ONLY.contains(node.getOpType())
        ? node.getInputList().subList(0, 1)
        : node.getInputList().stream().filter(name -> !constants.containsKey(name)).toList();
  }

  /** Empty where that is the whole input, or where the operator is not known. */
  Optional<Interval> needs(NodeProto node, Interval output, Axis axis) {
    var operator = node.getOpType();
    if (!constants.keySet().containsAll(QuantisedNodes.steps(node))) {
      return Optional.empty(); // Steps that are computed are computed from the whole picture.
    }
    if (POINTWISE.contains(operator)) {
      return samePlaces(node, output);
    }
    if (operator.equals("Softmax") && opset < SOFTMAX_OF_ONE_AXIS) {
      return Optional.empty();
    }
    if (ALONG_CHANNELS.contains(operator)) {
      return integer(node, "axis", operator.equals("Split") ? 0 : -1) == 1
          ? Optional.of(output)
          : Optional.empty();
    }
    return switch (operator) {
      case "Constant" -> Optional.of(output);
      case "Gather" ->
          integer(node, "axis", 0) == 1 ? Optional.of(output) : Optional.<Interval>empty();
      case "BatchNormalization" -> Optional.of(output);
      case "QuantizeLinear", "DequantizeLinear" -> rounded(node, output);
      case "QLinearLeakyRelu", "QLinearSigmoid" -> Optional.of(output);
      case "QLinearAdd", "QLinearMul" -> ofImages(node, output);
      case "Conv", "QLinearConv", "ConvInteger", "MaxPool", "AveragePool" ->
          window(node, output, axis);
      case "ConvTranspose" -> transposedWindow(node, output, axis);
      case "DepthToSpace" -> Optional.of(divided(output, integer(node, "blocksize", 1)));
      case "SpaceToDepth" -> Optional.of(multiplied(output, integer(node, "blocksize", 1)));
      case "Pad" -> padded(node, output, axis);
      case "Resize" -> ResizeReach.needs(node, constants, output, axis);
      default -> Optional.empty();
    };
  }

  /** A constant that varies from pixel to pixel ties the network to places in the picture. */
  private Optional<Interval> samePlaces(NodeProto node, Interval output) {
    boolean everywhereEqual =
        node.getInputList().stream()
            .flatMap(name -> Optional.ofNullable(constants.get(name)).stream())
            .allMatch(NodeReach::isFlat);
    return everywhereEqual ? Optional.of(output) : Optional.empty();
  }

  private Optional<Interval> ofImages(NodeProto node, Interval output) {
    boolean everywhereEqual =
        QuantisedNodes.images(node).stream()
            .flatMap(name -> Optional.ofNullable(constants.get(name)).stream())
            .allMatch(NodeReach::isFlat);
    return everywhereEqual ? Optional.of(output) : Optional.empty();
  }

  /** Steps may differ from channel to channel, not from place to place. */
  private Optional<Interval> rounded(NodeProto node, Interval output) {
    var scale = constants.get(node.getInput(1));
    boolean one = scale != null && scale.getDimsList().stream().allMatch(length -> length == 1);
    boolean byChannel = integer(node, "axis", 1) == 1 && integer(node, "block_size", 0) == 0;
    return one || byChannel ? Optional.of(output) : Optional.empty();
  }

  private static boolean isFlat(TensorProto constant) {
    int rank = constant.getDimsCount();
    return constant.getDimsList().subList(Math.max(0, rank - 2), rank).stream()
        .allMatch(length -> length == 1);
  }

  private Optional<Interval> window(NodeProto node, Interval output, Axis axis) {
    var window = Window.of(node, axis, constants);
    if (window.isEmpty()) {
      return Optional.empty();
    }
    long first = output.first() * window.get().stride() - window.get().padding();
    long last = output.last() * window.get().stride() - window.get().padding();
    return Optional.of(new Interval(first, last + window.get().extent() - 1));
  }

  private Optional<Interval> transposedWindow(NodeProto node, Interval output, Axis axis) {
    var window = Window.of(node, axis, constants);
    boolean plain = text(node, "auto_pad", "NOTSET").equals("NOTSET");
    if (window.isEmpty() || !plain || integers(node, "output_shape").length > 0) {
      return Optional.empty();
    }
    long stride = window.get().stride();
    long padding = window.get().padding();
    return Optional.of(
        new Interval(
            Math.ceilDiv(output.first() + padding - window.get().extent() + 1, stride),
            Math.floorDiv(output.last() + padding, stride)));
  }

  private static Interval divided(Interval output, long block) {
    return new Interval(Math.floorDiv(output.first(), block), Math.floorDiv(output.last(), block));
  }

  private static Interval multiplied(Interval output, long block) {
    return new Interval(output.first() * block, output.last() * block + block - 1);
  }

  private Optional<Interval> padded(NodeProto node, Interval output, Axis axis) {
    boolean allAxes = node.getInputCount() < 4;
    return Optional.of(node)
        .filter(n -> allAxes && n.getInputCount() > 1)
        .flatMap(n -> Optional.ofNullable(constants.get(n.getInput(1))))
        .flatMap(Tensors::readIntegers)
        .filter(pads -> pads.length == 8 && Arrays.stream(pads).allMatch(pad -> pad >= 0))
        .map(pads -> pads[axis.dimension()])
        .map(before -> new Interval(output.first() - before, output.last() - before));
  }
}
