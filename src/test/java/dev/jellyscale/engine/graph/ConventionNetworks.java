package dev.jellyscale.engine.graph;

import static dev.jellyscale.engine.graph.onnx.Attributes.integer;
import static dev.jellyscale.engine.graph.onnx.Attributes.integers;
import static dev.jellyscale.engine.graph.onnx.Attributes.text;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.jellyscale.engine.graph.onnx.GraphWriter;
import dev.jellyscale.engine.graph.onnx.Tensors;
import dev.jellyscale.model.ModelFile;
import dev.jellyscale.model.ModelTraits.ChannelOrder;
import dev.jellyscale.model.ModelTraits.ElementType;
import dev.jellyscale.model.ModelTraits.Kind;
import dev.jellyscale.model.ModelTraits.Layout;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.model.ModelTraits.ValueRange;
import java.util.List;
import java.util.Optional;

/**
 * Networks that do the same by different conventions: they repeat each pixel, darken what is blue
 * (or, in luma, bright), and keep what lies between nearly black and white. Without that the wrong
 * range would do as well: what is left is linear where values are small.
 */
final class ConventionNetworks {
  private final Wanted wanted;
  private final GraphProto.Builder graph;
  private final GraphWriter writer;
  private final int channels;

  /** By which conventions a network works. */
  record Wanted(
      int scale,
      Kind kind,
      ElementType type,
      Layout layout,
      ValueRange range,
      ChannelOrder order,
      Optional<Size> fixedSize) {

    /** The same by the plain conventions. */
    Wanted plain() {
      return new Wanted(
          scale, kind, type, Layout.NCHW, ValueRange.ZERO_TO_1, ChannelOrder.RGB, fixedSize);
    }
  }

  private ConventionNetworks(Wanted wanted, GraphProto.Builder graph, int opset) {
    this.wanted = wanted;
    this.graph = graph;
    writer = new GraphWriter(graph, "t", opset);
    channels = wanted.kind() == Kind.LUMA ? 1 : 3;
  }

  static ModelFile of(Wanted wanted, int opset) {
    var model = ModelProto.newBuilder().setIrVersion(7);
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset));
    var graph = model.getGraphBuilder().setName("test");
    new ConventionNetworks(wanted, graph, opset).append();
    return TestNetworks.file(model.build().toByteArray());
  }

  private void append() {
    var x = "input";
    boolean codes = wanted.range() == ValueRange.ZERO_TO_255;
    x = codes ? times(x, 1 / 255.0f) : x;
    x = wanted.layout() == Layout.NHWC ? writer.transpose(x, 0, 3, 1, 2) : x;
    x = enlarge(ordered(x));
    x = writer.node("Clip", List.of(ordered(x), scalar(0.01f), scalar(1)));
    x = codes ? times(x, 255) : x;
    x = wanted.layout() == Layout.NHWC ? writer.transpose(x, 0, 2, 3, 1) : x;
    graph.addInput(image("input", 1));
    graph.addOutput(image(x, wanted.scale()));
  }

  private String enlarge(String x) {
    int phases = wanted.scale() * wanted.scale();
    var seen =
        writer.node("Relu", List.of(convolve(x, watching(), channels + 1, channels, -0.02f)));
    var weights = new float[channels * phases * (channels + 1)];
    for (int output = 0; output < channels * phases; output++) {
      weights[output * (channels + 1) + output / phases] = 1;
      weights[output * (channels + 1) + channels] = channels == 1 ? -0.2f : -0.5f;
    }
    var large = convolve(seen, weights, channels * phases, channels + 1, 0);
    if (wanted.fixedSize().isPresent()) {
      var size = wanted.fixedSize().get();
      large = writer.reshape(large, 1, (long) channels * phases, size.height(), size.width());
    }
    return writer.node(
        "DepthToSpace", List.of(large), integer("blocksize", wanted.scale()), text("mode", "CRD"));
  }

  /** Passes the channels on, and tells by how much blue exceeds red. */
  private float[] watching() {
    return channels == 1
        ? new float[] {1, 0.4f}
        : new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1, -0.4f, 0, 0.4f};
  }

  private String convolve(String x, float[] weights, int outputs, int inputs, float lastBias) {
    var bias = new float[outputs];
    bias[outputs - 1] = lastBias;
    return writer.node(
        "Conv",
        List.of(x, constant(weights, outputs, inputs, 1, 1), constant(bias, outputs)),
        integers("kernel_shape", 1, 1));
  }

  private String ordered(String x) {
    return wanted.order() == ChannelOrder.BGR ? writer.gather(x, 1, 2, 1, 0) : x;
  }

  private String times(String x, float factor) {
    return writer.node("Mul", List.of(x, scalar(factor)));
  }

  private String scalar(float value) {
    return constant(new float[] {value});
  }

  private String constant(float[] values, long... shape) {
    return writer.constant(
        wanted.type() == ElementType.FLOAT
            ? Tensors.floats(values, shape)
            : Tensors.halves(values, shape));
  }

  private ValueInfoProto image(String name, int scale) {
    var value = ValueInfoProto.newBuilder().setName(name);
    var tensor = value.getTypeBuilder().getTensorTypeBuilder();
    var type = wanted.type() == ElementType.FLOAT ? DataType.FLOAT : DataType.FLOAT16;
    tensor.setElemType(type.getNumber());
    var shape = tensor.getShapeBuilder();
    var size = wanted.fixedSize().map(s -> List.of(1, s.height() * scale, s.width() * scale));
    for (int i = 0; i < 3; i++) {
      if (i == 1 && wanted.layout() == Layout.NCHW) {
        shape.addDimBuilder().setDimValue(channels);
      }
      var dimension = shape.addDimBuilder();
      if (size.isPresent()) {
        dimension.setDimValue(size.get().get(i));
      } else {
        dimension.setDimParam(name + i);
      }
    }
    if (wanted.layout() == Layout.NHWC) {
      shape.addDimBuilder().setDimValue(channels);
    }
    return value.build();
  }
}
