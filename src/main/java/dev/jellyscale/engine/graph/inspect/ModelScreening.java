package dev.jellyscale.engine.graph.inspect;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.model.ModelId;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Refuses what a network from image to image never needs and what must not reach the inference
 * engine from a file that somebody made: other files, other code.
 */
final class ModelScreening {
  private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "com.microsoft");

  private ModelScreening() {}

  static void check(ModelId id, ModelProto model) {
    if (model.getFunctionsCount() > 0) {
      throw new BadModel(
          "Model '" + id + "' defines functions of its own, which are not supported");
    }
    if (constants(model.getGraph()).anyMatch(ModelScreening::isExternal)) {
      throw new BadModel("Model '" + id + "' keeps weights in another file, which is not allowed");
    }
    for (var node : model.getGraph().getNodeList()) {
      check(id, node);
    }
  }

  private static Stream<TensorProto> constants(GraphProto graph) {
    var sparse =
        graph.getSparseInitializerList().stream()
            .flatMap(tensor -> Stream.of(tensor.getValues(), tensor.getIndices()));
    return Stream.concat(graph.getInitializerList().stream(), sparse);
  }

  private static void check(ModelId id, NodeProto node) {
    if (!DOMAINS.contains(node.getDomain())) {
      throw new BadModel(
          "Model '%s' uses operator '%s' of the unknown domain '%s'"
              .formatted(id, node.getOpType(), node.getDomain()));
    }
    for (var attribute : node.getAttributeList()) {
      if (holdsGraph(attribute)) {
        throw new BadModel(
            "Model '%s' contains control flow (%s), which is not supported"
                .formatted(id, node.getOpType()));
      }
      if (tensors(attribute).anyMatch(ModelScreening::isExternal)) {
        throw new BadModel(
            "Model '" + id + "' keeps weights in another file, which is not allowed");
      }
    }
  }

  private static boolean holdsGraph(AttributeProto attribute) {
    return attribute.getType() == AttributeType.GRAPH
        || attribute.getType() == AttributeType.GRAPHS
        || attribute.hasG()
        || attribute.getGraphsCount() > 0;
  }

  private static Stream<TensorProto> tensors(AttributeProto attribute) {
    var sparse =
        Stream.concat(
                Stream.of(attribute.getSparseTensor()), attribute.getSparseTensorsList().stream())
            .flatMap(tensor -> Stream.of(tensor.getValues(), tensor.getIndices()));
    var dense = Stream.concat(Stream.of(attribute.getT()), attribute.getTensorsList().stream());
    return Stream.concat(dense, sparse);
  }

  private static boolean isExternal(TensorProto tensor) {
    return tensor.getDataLocation() == DataLocation.EXTERNAL || tensor.getExternalDataCount() > 0;
  }
}
