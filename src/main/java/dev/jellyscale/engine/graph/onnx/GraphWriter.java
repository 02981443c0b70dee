package dev.jellyscale.engine.graph.onnx;

import static dev.jellyscale.engine.graph.onnx.Attributes.integer;
import static dev.jellyscale.engine.graph.onnx.Attributes.integers;
import static dev.jellyscale.engine.graph.onnx.Attributes.tensor;
import static dev.jellyscale.engine.graph.onnx.Attributes.text;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Appends nodes to a graph, each in the form that the graph's opset, 11 or later, asks for. Every
 * method returns the name of the tensor that it made. Names begin with a prefix of the wrapper's
 * own. Constants are nodes, since files of IR version 3 have no other constants than inputs.
 */
public final class GraphWriter {
  private final GraphProto.Builder graph;
  private final String prefix;
  private final int opset;
  private int made;

  public GraphWriter(GraphProto.Builder graph, String prefix, int opset) {
    this.graph = graph;
    this.prefix = prefix;
    this.opset = opset;
  }

  /** A name that nothing else in the graph has. */
  public String freshName() {
    return prefix + made++;
  }

  /** Appends a node as it is. */
  public void append(NodeProto node) {
    graph.addNode(node);
  }

  public String node(String operator, List<String> inputs, AttributeProto... attributes) {
    return nodes(operator, inputs, 1, attributes).getFirst();
  }

  private List<String> nodes(
      String operator, List<String> inputs, int outputs, AttributeProto... attributes) {
    var names = new ArrayList<String>();
    for (int i = 0; i < outputs; i++) {
      names.add(freshName());
    }
    append(
        NodeProto.newBuilder()
            .setName(names.getFirst() + "_" + operator)
            .setOpType(operator)
            .addAllInput(inputs)
            .addAllOutput(names)
            .addAllAttribute(List.of(attributes))
            .build());
    return names;
  }

  public String constant(TensorProto value) {
    return node("Constant", List.of(), tensor("value", value));
  }

  private String scalar(double value) {
    return constant(Tensors.floats(new float[] {(float) value}));
  }

  public String identity(String x) {
    return node("Identity", List.of(x));
  }

  public String cast(String x, DataType type) {
    return node("Cast", List.of(x), integer("to", type.getNumber()));
  }

  /** Adds a number; nothing is made for 0. */
  public String plus(String x, double summand) {
    return summand == 0 ? x : node("Add", List.of(x, scalar(summand)));
  }

  public String plus(String x, String y) {
    return node("Add", List.of(x, y));
  }

  public String minus(String x, String y) {
    return node("Sub", List.of(x, y));
  }

  /** Multiplies by a number; nothing is made for 1. */
  public String times(String x, double factor) {
    return factor == 1 ? x : node("Mul", List.of(x, scalar(factor)));
  }

  /** Rounds half to even and keeps what lies between 0 and {@code max}. */
  public String roundWithin(String x, double max) {
    return node("Clip", List.of(node("Round", List.of(x)), scalar(0), scalar(max)));
  }

  /** Values become codes of 8 bits, {@code value * step + zero}: rounds half to even, saturates. */
  public String quantise(String x, double step, int zero) {
    return node("QuantizeLinear", List.of(x, scalar(1 / step), zeroPoint(zero)));
  }

  private String zeroPoint(int value) {
    return constant(Tensors.byteScalar(value));
  }

  public String reshape(String x, long... shape) {
    return node("Reshape", List.of(x, constant(Tensors.integers(shape))));
  }

  public String transpose(String x, long... order) {
    return node("Transpose", List.of(x), integers("perm", order));
  }

  public String concat(List<String> parts, int axis) {
    return parts.size() == 1 ? parts.getFirst() : node("Concat", parts, integer("axis", axis));
  }

  /** Takes the given indices of an axis, in their order. */
  public String gather(String x, int axis, long... indices) {
    return node("Gather", List.of(x, constant(Tensors.integers(indices))), integer("axis", axis));
  }

  /** Cuts an axis into {@code parts} of {@code size} each. */
  public List<String> split(String x, int axis, int parts, int size) {
    if (parts == 1) {
      return List.of(x);
    }
    var sizes = new long[parts];
    Arrays.fill(sizes, size);
    // The sizes were an attribute before opset 13.
    return opset < 13
        ? nodes("Split", List.of(x), parts, integer("axis", axis), integers("split", sizes))
        : nodes(
            "Split", List.of(x, constant(Tensors.integers(sizes))), parts, integer("axis", axis));
  }

  /** Repeats the outermost rows and columns. */
  public String padEdges(String x, int top, int left, int bottom, int right) {
    if (top == 0 && left == 0 && bottom == 0 && right == 0) {
      return x;
    }
    var pads = constant(Tensors.integers(0, 0, top, left, 0, 0, bottom, right));
    return node("Pad", List.of(x, pads), text("mode", "edge"));
  }

  /** Keeps the upper left corner. */
  public String crop(String x, int height, int width) {
    var starts = constant(Tensors.integers(0, 0));
    var ends = constant(Tensors.integers(height, width));
    return node("Slice", List.of(x, starts, ends, constant(Tensors.integers(2, 3))));
  }

  /** Convolves without padding. */
  public String convolve(String x, Kernel kernel) {
    var weights = constant(Tensors.floats(kernel.flat(), kernel.shape()));
    var bias = constant(Tensors.floats(kernel.bias(), kernel.outputs()));
    return node(
        "Conv",
        List.of(x, weights, bias),
        integers("kernel_shape", kernel.rows(), kernel.columns()),
        integers("strides", kernel.rowStride(), kernel.columnStride()),
        integer("group", kernel.groups()));
  }
}
