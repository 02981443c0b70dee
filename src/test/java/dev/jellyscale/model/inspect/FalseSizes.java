package dev.jellyscale.model.inspect;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import com.google.protobuf.ByteString;
import dev.jellyscale.model.inspect.MaliciousModels.MaliciousModel;
import java.util.Collections;
import java.util.stream.Stream;

/** Models whose tensors are not what they declare, or declare what no memory holds. */
final class FalseSizes {
  private static final String MISMATCH = "values are not as many as its shape declares";

  private FalseSizes() {}

  static Stream<MaliciousModel> models() {
    return Stream.concat(constants(), images());
  }

  private static Stream<MaliciousModel> constants() {
    return Stream.of(
        constant("constant of 10^9 rows", "along one dimension", 1_000_000_000),
        constant("constant of 2^63-1 rows", "along one dimension", Long.MAX_VALUE),
        constant("constant of many small dimensions", "in one tensor", 20_000, 20_000, 20_000),
        constant("constant of a negative size", "negative size", 1, -1),
        constant("constant larger than its values", MISMATCH, 1000, 1000),
        constant("constant smaller than its values", MISMATCH, 1),
        constant("constant of nine dimensions", "dimensions in one", 1, 1, 1, 1, 1, 1, 1, 1, 1),
        Altered.constant("constant without values", MISMATCH, tensor -> tensor.clearRawData()),
        Altered.constant(
            "constant with two sets of values",
            "two sets of values",
            tensor -> tensor.addFloatData(1)),
        Altered.constant(
            "values in the wrong field",
            MISMATCH,
            tensor -> tensor.clearRawData().addAllInt64Data(Collections.nCopies(100, 1L))),
        Altered.constant(
            "constant of text",
            "constant of text",
            tensor ->
                tensor
                    .clearRawData()
                    .setDataType(DataType.STRING.getNumber())
                    .addStringData(ByteString.copyFromUtf8("text"))),
        Altered.constant(
            "text type with raw bytes",
            "element type 8",
            tensor -> tensor.setDataType(DataType.STRING.getNumber())),
        Altered.constant(
            "complex numbers",
            "element type 14",
            tensor -> tensor.setDataType(DataType.COMPLEX64.getNumber())),
        Altered.constant("no element type", "element type 0", tensor -> tensor.clearDataType()),
        Altered.constant(
            "constant in segments",
            "cut into segments",
            tensor -> tensor.getSegmentBuilder().setBegin(0).setEnd(1L << 40)));
  }

  private static MaliciousModel constant(String name, String reason, long... dims) {
    return Altered.constant(
        name,
        reason,
        tensor -> {
          tensor.clearDims();
          for (long dim : dims) {
            tensor.addDims(dim);
          }
        });
  }

  private static Stream<MaliciousModel> images() {
    return Stream.of(
        input("image of 10^9 rows", "along one dimension", 1, 1, 1_000_000_000, 1),
        input("image of 10^16 pixels", "in one tensor", 1, 1, 100_000_000, 100_000_000),
        input("image of a negative size", "negative size", 1, 1, -2, 8),
        input("image of nine dimensions", "dimensions in one tensor", 1, 1, 1, 1, 1, 1, 1, 1, 1),
        Altered.graph(
            "inner tensor of 10^9 rows",
            "along one dimension",
            graph ->
                graph.addValueInfo(
                    graph.getInput(0).toBuilder()
                        .setName("inner")
                        .setType(
                            graph.getInput(0).getType().toBuilder()
                                .setTensorType(
                                    graph.getInput(0).getType().getTensorType().toBuilder()
                                        .setShape(shape(1, 1_000_000_000)))))),
        Altered.graph("image of text", "element type 8", graph -> type(graph, DataType.STRING)),
        Altered.graph(
            "sequence of images",
            "no tensor",
            graph ->
                graph
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .clearTensorType()
                    .getSequenceTypeBuilder()
                    .getElemTypeBuilder()
                    .getTensorTypeBuilder()
                    .setElemType(1)));
  }

  private static void type(GraphProto.Builder graph, DataType type) {
    graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().setElemType(type.getNumber());
  }

  private static MaliciousModel input(String name, String reason, long... dims) {
    return Altered.graph(
        name,
        reason,
        graph ->
            graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().setShape(shape(dims)));
  }

  private static TensorShapeProto shape(long... dims) {
    var shape = TensorShapeProto.newBuilder();
    for (long dim : dims) {
      shape.addDimBuilder().setDimValue(dim);
    }
    return shape.build();
  }
}
