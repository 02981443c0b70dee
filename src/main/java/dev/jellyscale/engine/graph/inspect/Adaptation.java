package dev.jellyscale.engine.graph.inspect;

import static dev.jellyscale.engine.graph.onnx.Attributes.integers;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.jellyscale.engine.graph.onnx.GraphWriter;
import dev.jellyscale.engine.graph.onnx.Tensors;
import dev.jellyscale.model.ModelTraits.ChannelOrder;
import dev.jellyscale.model.ModelTraits.Layout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts nodes before and behind a model, so that it takes and gives pictures by the {@linkplain
 * Conventions#PLAIN plain} conventions. A transposition that would only undo one of the model's own
 * is left out together with that one.
 */
final class Adaptation {
  private static final long[] TO_NHWC = {0, 2, 3, 1};
  private static final long[] TO_NCHW = {0, 3, 1, 2};

  private final ModelContract declared;
  private final Conventions conventions;
  private final GraphProto.Builder graph;
  private final GraphWriter writer;
  private final List<NodeProto> nodes;
  private final Map<String, String> renamed = new HashMap<>();

  private Adaptation(ModelContract declared, Conventions conventions, GraphProto.Builder graph) {
    this.declared = declared;
    this.conventions = conventions;
    this.graph = graph;
    writer = new GraphWriter(graph, declared.unusedPrefix(), declared.opset());
    nodes = List.copyOf(graph.getNodeList());
  }

  /** The same network by the plain conventions. */
  static ModelContract of(ModelContract declared, Conventions conventions) {
    var model = declared.model().toBuilder();
    var adaptation = new Adaptation(declared, conventions, model.getGraphBuilder());
    var input = adaptation.writer.freshName();
    var output = adaptation.append(input);
    return new ModelContract(declared.id(), model.build(), input, output, declared.opset());
  }

  private String append(String input) {
    graph.clearNode().clearValueInfo();
    var lead = ordered(times(input, conventions.white(), declared.inputType()));
    var last = producer();
    boolean undone = undoes(last, TO_NHWC) && !isRead(declared.output());
    var first = readers().stream().allMatch(node -> undoes(node, TO_NCHW)) ? lead : "";
    if (first.isEmpty()) {
      renamed.put(declared.input(), transposed(lead, TO_NHWC));
    } else {
      readers().forEach(node -> renamed.put(node.getOutput(0), first));
    }
    for (var node : nodes) {
      boolean dropped = renamed.containsKey(node.getOutput(0)) || (undone && node.equals(last));
      if (!dropped) {
        graph.addNode(renamed(node));
      }
    }
    var end = undone ? renamed(last.getInput(0)) : transposed(renamed(declared.output()), TO_NCHW);
    var output = times(ordered(end), 1.0 / conventions.white(), declared.outputType());
    declare(input, output);
    return output;
  }

  private String times(String x, double factor, DataType type) {
    if (factor == 1) {
      return x;
    }
    float[] value = {(float) factor};
    var constant = type == DataType.FLOAT ? Tensors.floats(value) : Tensors.halves(value);
    return writer.node("Mul", List.of(x, writer.constant(constant)));
  }

  private String ordered(String x) {
    return conventions.order() == ChannelOrder.RGB ? x : writer.gather(x, 1, 2, 1, 0);
  }

  private String transposed(String x, long[] order) {
    return conventions.layout() == Layout.NCHW ? x : writer.transpose(x, order);
  }

  private List<NodeProto> readers() {
    return nodes.stream().filter(n -> n.getInputList().contains(declared.input())).toList();
  }

  private NodeProto producer() {
    return nodes.stream()
        .filter(node -> node.getOutputList().contains(declared.output()))
        .findFirst()
        .orElse(NodeProto.getDefaultInstance());
  }

  private boolean isRead(String name) {
    return nodes.stream().anyMatch(node -> node.getInputList().contains(name));
  }

  private boolean undoes(NodeProto node, long[] order) {
    return conventions.layout() == Layout.NHWC
        && node.getOpType().equals("Transpose")
        && Arrays.equals(integers(node, "perm"), order)
        && !(Arrays.equals(order, TO_NCHW) && node.getOutputList().contains(declared.output()));
  }

  private String renamed(String name) {
    return renamed.getOrDefault(name, name);
  }

  private NodeProto renamed(NodeProto node) {
    var inputs = node.getInputList().stream().map(this::renamed).toList();
    return node.toBuilder().clearInput().addAllInput(inputs).build();
  }

  private void declare(String input, String output) {
    for (int i = 0; i < graph.getInputCount(); i++) {
      if (graph.getInput(i).getName().equals(declared.input())) {
        declare(graph.getInputBuilder(i), input);
      }
    }
    declare(graph.getOutputBuilder(0), output);
  }

  private void declare(ValueInfoProto.Builder value, String name) {
    value.setName(name);
    var tensor = value.getTypeBuilder().getTensorTypeBuilder();
    if (tensor.getShape().getDimCount() > 0) {
      var shape = TensorShapeProto.newBuilder();
      for (int dimension = 0; dimension < 4; dimension++) {
        shape.addDim(tensor.getShape().getDim(conventions.place(dimension)));
      }
      tensor.setShape(shape);
    }
  }
}
