package dev.jellyscale.engine.graph;

import static dev.jellyscale.engine.graph.onnx.Attributes.integer;
import static dev.jellyscale.engine.graph.onnx.Attributes.integers;
import static dev.jellyscale.engine.graph.onnx.Attributes.text;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import dev.jellyscale.engine.graph.onnx.GraphWriter;
import dev.jellyscale.engine.graph.onnx.Tensors;
import dev.jellyscale.model.ModelFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A small luma network that enlarges twice, and its 8-bit forms: a convolution of 5x5 and one of
 * 3x3 with ReLU between them, then a pixel shuffle. Its pictures are not far from interpolation.
 */
public final class QuantisedNetworks {
  /** Weights and biases of the network, in whatever form. */
  public static final long PARAMETERS = 5 * 5 * 16 + 16 + 3 * 3 * 16 * 4 + 4;

  /** Ways to write the network down. */
  public enum Form {
    FLOAT,
    /** Convolutions of 8 bits. */
    QLINEAR,
    /** The same, and a last convolution of floating point. */
    QLINEAR_AND_FLOAT,
    /** Convolutions of floating point between nodes that round to 8 bits and back. */
    QDQ,
    /** The same, and a last convolution whose weights and answer are not rounded. */
    QDQ_AND_FLOAT
  }

  private static final int CHANNELS = 16;
  private static final Step PIXELS = new Step(1 / 255f, 0);
  private static final Step MIDDLE = new Step(1.5f / 255, 0);
  private static final Step LARGE = new Step(1.6f / 255, 48);

  private final ModelProto.Builder model = TestNetworks.model();
  private final GraphWriter writer =
      new GraphWriter(model.getGraphBuilder(), "t", TestNetworks.OPSET);
  private final SplittableRandom random = new SplittableRandom(21);

  private QuantisedNetworks() {}

  private record Step(float scale, int zero) {}

  /**
   * A convolution that carries the picture through channel 0 of its input.
   *
   * @param steps of its input and its output
   */
  private record Layer(float[] weights, float[] bias, int inputs, int size, List<Step> steps) {
    int outputs() {
      return bias.length;
    }

    long[] shape() {
      return new long[] {outputs(), inputs, size, size};
    }

    AttributeProto[] attributes() {
      long half = size / 2;
      return new AttributeProto[] {
        integers("kernel_shape", size, size), integers("pads", half, half, half, half)
      };
    }
  }

  /** The network in one of its forms. */
  public static ModelFile of(Form form) {
    return new QuantisedNetworks().write(form);
  }

  /** All but the one of floating point. */
  public static Stream<Form> eightBits() {
    return Stream.of(Form.values()).filter(form -> form != Form.FLOAT);
  }

  private ModelFile write(Form form) {
    var first = layer(1, CHANNELS, 5, PIXELS, MIDDLE);
    var last = layer(CHANNELS, 4, 3, MIDDLE, LARGE);
    var x =
        switch (form) {
          case FLOAT -> plain(relu(plain("input", first)), last);
          case QLINEAR -> dequantise(linear(linear(quantise("input", PIXELS), first), last), LARGE);
          case QLINEAR_AND_FLOAT ->
              plain(dequantise(linear(quantise("input", PIXELS), first), MIDDLE), last);
          case QDQ -> rounded(between(middle(first), last), LARGE);
          case QDQ_AND_FLOAT -> plain(middle(first), last);
        };
    x = writer.node("DepthToSpace", List.of(x), integer("blocksize", 2), text("mode", "CRD"));
    return TestNetworks.finish(model, x, 1);
  }

  private String middle(Layer first) {
    return rounded(relu(between(rounded("input", PIXELS), first)), MIDDLE);
  }

  private Layer layer(int inputs, int outputs, int size, Step from, Step to) {
    var weights = new float[outputs * inputs * size * size];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextDouble(-0.004, 0.004);
    }
    int middle = size * size / 2;
    for (int output = 0; output < outputs; output++) {
      boolean carries = outputs == 4 || output == 0;
      weights[output * inputs * size * size + middle] = carries ? 1 : 0.1f;
    }
    var bias = new float[outputs];
    for (int i = 0; i < outputs; i++) {
      bias[i] = (float) random.nextDouble(0.002);
    }
    return new Layer(weights, bias, inputs, size, List.of(from, to));
  }

  private String relu(String x) {
    return writer.node("Relu", List.of(x));
  }

  private String plain(String x, Layer layer) {
    var weights = constant(Tensors.floats(layer.weights(), layer.shape()));
    var bias = constant(Tensors.floats(layer.bias(), layer.outputs()));
    return writer.node("Conv", List.of(x, weights, bias), layer.attributes());
  }

  private String quantise(String x, Step step) {
    return writer.node("QuantizeLinear", List.of(x, scale(step), zero(step)));
  }

  private String dequantise(String x, Step step) {
    return writer.node("DequantizeLinear", List.of(x, scale(step), zero(step)));
  }

  private String rounded(String x, Step step) {
    return dequantise(quantise(x, step), step);
  }

  private String linear(String x, Layer layer) {
    var from = layer.steps().getFirst();
    var to = layer.steps().getLast();
    return writer.node(
        "QLinearConv",
        List.of(
            x,
            scale(from),
            zero(from),
            constant(bytes(layer)),
            constant(Tensors.floats(scales(layer), layer.outputs())),
            constant(noZeros(layer, DataType.INT8)),
            scale(to),
            zero(to),
            constant(bias(layer))),
        layer.attributes());
  }

  private String between(String x, Layer layer) {
    var scales = constant(Tensors.floats(scales(layer), layer.outputs()));
    var weights =
        writer.node(
            "DequantizeLinear",
            List.of(constant(bytes(layer)), scales, constant(noZeros(layer, DataType.INT8))),
            integer("axis", 0));
    var biasScales = scales(layer);
    for (int i = 0; i < biasScales.length; i++) {
      biasScales[i] *= layer.steps().getFirst().scale();
    }
    var bias =
        writer.node(
            "DequantizeLinear",
            List.of(
                constant(bias(layer)),
                constant(Tensors.floats(biasScales, layer.outputs())),
                constant(noZeros(layer, DataType.INT32))),
            integer("axis", 0));
    return writer.node("Conv", List.of(x, weights, bias), layer.attributes());
  }

  /** A step for each output channel, as calibration tools choose them. */
  private static float[] scales(Layer layer) {
    var scales = new float[layer.outputs()];
    int each = layer.weights().length / layer.outputs();
    for (int i = 0; i < layer.weights().length; i++) {
      scales[i / each] = Math.max(scales[i / each], Math.abs(layer.weights()[i]) / 127);
    }
    return scales;
  }

  private static TensorProto bytes(Layer layer) {
    var scales = scales(layer);
    int each = layer.weights().length / layer.outputs();
    var bytes = new byte[layer.weights().length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.rint(layer.weights()[i] / scales[i / each]);
    }
    return raw(DataType.INT8, bytes, layer.shape());
  }

  private static TensorProto bias(Layer layer) {
    var scales = scales(layer);
    var values = ByteBuffer.allocate(4 * layer.outputs()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < layer.outputs(); i++) {
      double step = (double) scales[i] * layer.steps().getFirst().scale();
      values.putInt((int) Math.rint(layer.bias()[i] / step));
    }
    return raw(DataType.INT32, values.array(), layer.outputs());
  }

  private static TensorProto noZeros(Layer layer, DataType type) {
    int bytes = type == DataType.INT8 ? 1 : 4;
    return raw(type, new byte[bytes * layer.outputs()], layer.outputs());
  }

  private static TensorProto raw(DataType type, byte[] bytes, long... shape) {
    var tensor = TensorProto.newBuilder().setDataType(type.getNumber());
    for (long size : shape) {
      tensor.addDims(size);
    }
    return tensor.setRawData(ByteString.copyFrom(bytes)).build();
  }

  private String scale(Step step) {
    return constant(Tensors.floats(new float[] {step.scale()}));
  }

  private String zero(Step step) {
    return constant(Tensors.byteScalar(step.zero()));
  }

  private String constant(TensorProto value) {
    var graph = model.getGraphBuilder();
    var name = "constant" + graph.getInitializerCount();
    graph.addInitializer(value.toBuilder().setName(name));
    return name;
  }
}
