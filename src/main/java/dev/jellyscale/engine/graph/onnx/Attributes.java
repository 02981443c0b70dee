package dev.jellyscale.engine.graph.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.Optional;
import java.util.stream.LongStream;

/** Writes and reads attributes of nodes. */
public final class Attributes {

  private Attributes() {}

  public static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  public static AttributeProto integers(String name, long... values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.INTS)
        .addAllInts(LongStream.of(values).boxed().toList())
        .build();
  }

  public static AttributeProto text(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  public static AttributeProto tensor(String name, TensorProto value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.TENSOR)
        .setT(value)
        .build();
  }

  public static Optional<AttributeProto> find(NodeProto node, String name) {
    return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).findFirst();
  }

  public static long integer(NodeProto node, String name, long absent) {
    return find(node, name).map(AttributeProto::getI).orElse(absent);
  }

  public static String text(NodeProto node, String name, String absent) {
    return find(node, name).map(a -> a.getS().toStringUtf8()).orElse(absent);
  }

  /** Values of a list; empty where the node does not have it. */
  public static long[] integers(NodeProto node, String name) {
    return find(node, name)
        .map(a -> a.getIntsList().stream().mapToLong(Long::longValue).toArray())
        .orElse(new long[0]);
  }
}
