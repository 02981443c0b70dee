package dev.jellyscale.engine.graph.inspect;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Operators that compute with numbers of 8 bits, and what their inputs are. */
final class QuantisedNodes {
  private static final Set<Integer> TRAINED =
      Set.of(
          DataType.FLOAT.getNumber(),
          DataType.FLOAT16.getNumber(),
          DataType.BFLOAT16.getNumber(),
          DataType.DOUBLE.getNumber(),
          DataType.INT8.getNumber(),
          DataType.UINT8.getNumber());

  private QuantisedNodes() {}

  /** Whether an operator rounds to few bits, or computes with what was rounded so. */
  static boolean is(NodeProto node) {
    return !steps(node).isEmpty();
  }

  /** Inputs that say how codes stand for values: scales and zero points. */
  static List<String> steps(NodeProto node) {
    return switch (node.getOpType()) {
      case "QuantizeLinear", "DequantizeLinear" -> inputs(node, 1, 2);
      case "QLinearConv", "QLinearMatMul", "QLinearAdd", "QLinearMul" ->
          inputs(node, 1, 2, 4, 5, 6, 7);
      case "QLinearLeakyRelu", "QLinearSigmoid" -> inputs(node, 1, 2, 3, 4);
      case "ConvInteger", "MatMulInteger" -> inputs(node, 2, 3);
      default -> List.of();
    };
  }

  /** Inputs that may be images; for nodes of 8 bits alone. */
  static List<String> images(NodeProto node) {
    return switch (node.getOpType()) {
      case "QLinearMatMul", "QLinearAdd", "QLinearMul" -> inputs(node, 0, 3);
      case "MatMulInteger" -> inputs(node, 0, 1);
      default -> inputs(node, 0);
    };
  }

  private static List<String> inputs(NodeProto node, int... places) {
    return IntStream.of(places)
        .filter(place -> place < node.getInputCount())
        .mapToObj(node::getInput)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /**
   * Number of trained values, the same for a network and its 8-bit forms: elements of all
   * initialisers that hold numbers, not shapes. Biases of 32-bit integers are trained values;
   * scales and zero points are none.
   */
  static long parameters(GraphProto graph) {
    var steps = new HashSet<String>();
    var biases = new HashSet<String>();
    for (var node : graph.getNodeList()) {
      steps.addAll(steps(node));
      switch (node.getOpType()) {
        case "QLinearConv" -> biases.addAll(inputs(node, 8));
        case "DequantizeLinear" -> biases.addAll(inputs(node, 0));
        default -> {}
      }
    }
    return graph.getInitializerList().stream()
        .filter(tensor -> tensor.getDimsCount() > 0 && !steps.contains(tensor.getName()))
        .filter(tensor -> isTrained(tensor, biases))
        .mapToLong(tensor -> tensor.getDimsList().stream().reduce(1L, (a, b) -> a * b))
        .sum();
  }

  private static boolean isTrained(TensorProto tensor, Set<String> biases) {
    return TRAINED.contains(tensor.getDataType())
        || (tensor.getDataType() == DataType.INT32.getNumber()
            && biases.contains(tensor.getName()));
  }
}
