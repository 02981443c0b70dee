package dev.jellyscale.model.inspect;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.jellyscale.engine.graph.Channels;
import dev.jellyscale.engine.graph.TestNetworks;
import dev.jellyscale.model.inspect.MaliciousModels.MaliciousModel;
import java.util.function.Consumer;

/** A sound model with one thing changed. */
final class Altered {

  private Altered() {}

  /** The bytes of the sound one: Conv, Relu, Conv, DepthToSpace. */
  static byte[] sound() {
    return TestNetworks.convRelu(2, Channels.LUMA, 3, 4).onnx();
  }

  static ModelProto.Builder model() {
    try {
      return ModelProto.parseFrom(sound()).toBuilder();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  static MaliciousModel model(String name, String reason, Consumer<ModelProto.Builder> change) {
    var model = model();
    change.accept(model);
    return new MaliciousModel(name, model.build().toByteArray(), reason);
  }

  static MaliciousModel graph(String name, String reason, Consumer<GraphProto.Builder> change) {
    return model(name, reason, model -> change.accept(model.getGraphBuilder()));
  }

  static MaliciousModel node(String name, String reason, Consumer<NodeProto.Builder> change) {
    return graph(name, reason, graph -> change.accept(graph.getNodeBuilder(0)));
  }

  /** Adds an attribute to the first convolution. */
  static MaliciousModel attribute(
      String name, String reason, Consumer<AttributeProto.Builder> change) {
    return node(name, reason, node -> change.accept(node.addAttributeBuilder().setName("extra")));
  }

  /** Changes the first constant, which holds 5x5 numbers for each of 4 channels. */
  static MaliciousModel constant(String name, String reason, Consumer<TensorProto.Builder> change) {
    return graph(name, reason, graph -> change.accept(graph.getInitializerBuilder(0)));
  }

  /** One number as a tensor. */
  static TensorProto.Builder scalar() {
    return TensorProto.newBuilder().setDataType(DataType.FLOAT.getNumber()).addFloatData(1);
  }
}
