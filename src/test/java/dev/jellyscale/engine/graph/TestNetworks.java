package dev.jellyscale.engine.graph;

import static dev.jellyscale.engine.graph.onnx.Attributes.integer;
import static dev.jellyscale.engine.graph.onnx.Attributes.integers;
import static dev.jellyscale.engine.graph.onnx.Attributes.text;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.jellyscale.engine.graph.onnx.GraphWriter;
import dev.jellyscale.engine.graph.onnx.Tensors;
import dev.jellyscale.model.ModelFile;
import dev.jellyscale.model.ModelId;
import java.util.List;
import java.util.SplittableRandom;

/** Small networks for tests, made when they are asked for; each is named {@code test}. */
public final class TestNetworks {
  /** The opset of networks that do not say another. */
  public static final int OPSET = 17;

  private static final int IR_VERSION = 7;

  private final ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(IR_VERSION);
  private final GraphProto.Builder graph = model.getGraphBuilder().setName("test");
  private final DataType type;
  private final GraphWriter writer;
  private final SplittableRandom random;

  private TestNetworks(int opset, boolean fp16, long seed) {
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset));
    type = fp16 ? DataType.FLOAT16 : DataType.FLOAT;
    writer = new GraphWriter(graph, "t", opset);
    random = new SplittableRandom(seed);
  }

  /** Gives each pixel {@code scale} times in each direction; a copy where that is 1. */
  public static ModelFile identity(int scale, Channels channels, int opset, boolean fp16) {
    var test = new TestNetworks(opset, fp16, 0);
    int count = channels.count();
    var weights = new float[count * scale * scale * count];
    for (int output = 0; output < count * scale * scale; output++) {
      weights[output * count + output / (scale * scale)] = 1;
    }
    var x = test.convolve("input", weights, count * scale * scale, count, 1);
    return test.finish(scale == 1 ? x : test.shuffle(x, scale, "CRD"), count);
  }

  /** One convolution of 3x3 random weights, then a pixel shuffle of the given mode. */
  public static ModelFile shuffled(int scale, Channels channels, String mode, int opset) {
    var test = new TestNetworks(opset, false, 5);
    int count = channels.count();
    var x = test.convolveRandomly("input", count * scale * scale, count, 3);
    return test.finish(test.shuffle(x, scale, mode), count);
  }

  /**
   * Convolutions of random weights with ReLU between them, the first of 5x5 and the others of 3x3,
   * then a pixel shuffle. An output pixel depends on 1 more input pixel than there are convolutions
   * to each side.
   *
   * @param widths channels between the convolutions
   */
  public static ModelFile convRelu(int scale, Channels channels, long seed, int... widths) {
    var test = new TestNetworks(OPSET, false, seed);
    int last = channels.count();
    var x = "input";
    int size = 5;
    for (int width : widths) {
      x = test.writer.node("Relu", List.of(test.convolveRandomly(x, width, last, size)));
      last = width;
      size = 3;
    }
    int phases = channels.count() * scale * scale;
    x = test.convolveRandomly(x, phases, last, size);
    return test.finish(scale == 1 ? x : test.shuffle(x, scale, "CRD"), channels.count());
  }

  /** An RGB network that keeps one channel, 0 for red, and makes the others black. */
  public static ModelFile only(int channel) {
    var test = new TestNetworks(OPSET, false, 0);
    var weights = new float[9];
    weights[4 * channel] = 1;
    return test.finish(test.convolve("input", weights, 3, 3, 1), 3);
  }

  /**
   * A luma network that works at a reduced size: it takes multiples of {@code block} only, and sees
   * {@code 2 * block - 1} pixels to the farther side.
   */
  public static ModelFile reducing(int block, int scale) {
    var test = new TestNetworks(OPSET, false, 13);
    var x = test.writer.node("SpaceToDepth", List.of("input"), integer("blocksize", block));
    int phases = scale * block * scale * block;
    x = test.convolveRandomly(x, phases, block * block, 3);
    return test.finish(test.shuffle(x, scale * block, "CRD"), 1);
  }

  /** A luma network that takes multiples of {@code block} only and gives them back as they are. */
  public static ModelFile takingMultiples(int block) {
    var test = new TestNetworks(OPSET, false, 0);
    var x = test.writer.node("SpaceToDepth", List.of("input"), integer("blocksize", block));
    return test.finish(test.shuffle(x, block, "DCR"), 1);
  }

  /** A luma network whose output is a pixel smaller on each side. */
  public static ModelFile shrinking() {
    var test = new TestNetworks(OPSET, false, 0);
    var weights = test.constant(new float[9], 1, 1, 3, 3);
    return test.finish(test.writer.node("Conv", List.of("input", weights)), 1);
  }

  /** A luma network that divides by zero. */
  public static ModelFile notFinite() {
    var test = new TestNetworks(OPSET, false, 0);
    var zero = test.writer.times("input", 0);
    return test.finish(test.writer.node("Reciprocal", List.of(zero)), 1);
  }

  /** A network that sees the whole picture: it adds the picture's mean to each pixel. */
  public static ModelFile globalPool(int scale) {
    var test = new TestNetworks(OPSET, false, 7);
    var x = test.convolveRandomly("input", scale * scale, 1, 3);
    var mean = test.writer.node("GlobalAveragePool", List.of(x));
    var sum = test.writer.plus(x, test.writer.times(mean, 0.25));
    return test.finish(scale == 1 ? sum : test.shuffle(sum, scale, "CRD"), 1);
  }

  /** A luma network that declares a size and takes no other, because a constant inside has it. */
  public static ModelFile fixedInside(int scale, int width, int height) {
    var test = new TestNetworks(OPSET, false, 9);
    var x = test.convolveRandomly("input", scale * scale, 1, 3);
    x = test.writer.reshape(x, 1, (long) scale * scale, height, width);
    return declaring(test.finish(test.shuffle(x, scale, "CRD"), 1), scale, 1, width, height);
  }

  /** A luma network that declares a size although it would take any. */
  public static ModelFile fixedByDeclaration(int scale, int width, int height) {
    return declaring(convRelu(scale, Channels.LUMA, 11, 8), scale, 1, width, height);
  }

  /** A luma network of one size whose layer of that many channels takes much memory. */
  public static ModelFile fixedAndWide(int width, int height, int channels) {
    var test = new TestNetworks(OPSET, false, 3);
    var wide = test.convolveRandomly("input", channels, 1, 3);
    var x = test.writer.node("Relu", List.of(wide));
    x = test.writer.reshape(test.convolveRandomly(x, 1, channels, 3), 1, 1, height, width);
    return declaring(test.finish(x, 1), 1, 1, width, height);
  }

  private static ModelFile declaring(ModelFile file, int scale, int images, int width, int height) {
    try {
      var model = ModelProto.parseFrom(file.onnx()).toBuilder();
      declare(model.getGraphBuilder().getInputBuilder(0), images, height, width);
      declare(
          model.getGraphBuilder().getOutputBuilder(0),
          images,
          (long) height * scale,
          (long) width * scale);
      return file(model.build().toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void declare(ValueInfoProto.Builder value, long images, long height, long width) {
    var shape = value.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
    shape.getDimBuilder(0).setDimValue(images);
    shape.getDimBuilder(2).setDimValue(height);
    shape.getDimBuilder(3).setDimValue(width);
  }

  /** A file with the given bytes. */
  public static ModelFile file(byte[] onnx) {
    return new ModelFile(new ModelId("test"), "0".repeat(64), onnx);
  }

  private String convolveRandomly(String x, int outputs, int inputs, int size) {
    var weights = new float[outputs * inputs * size * size];
    double spread = Math.sqrt(3.0 / (inputs * size * size));
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (random.nextDouble(-1, 1.4) * spread);
    }
    return convolve(x, weights, outputs, inputs, size);
  }

  private String convolve(String x, float[] weights, int outputs, int inputs, int size) {
    long half = size / 2;
    return writer.node(
        "Conv",
        List.of(x, constant(weights, outputs, inputs, size, size)),
        integers("kernel_shape", size, size),
        integers("pads", half, half, half, half));
  }

  private String constant(float[] values, long... shape) {
    TensorProto tensor =
        type == DataType.FLOAT ? Tensors.floats(values, shape) : Tensors.halves(values, shape);
    var name = "weights" + graph.getInitializerCount();
    graph.addInitializer(tensor.toBuilder().setName(name));
    return name;
  }

  private String shuffle(String x, int scale, String mode) {
    return writer.node("DepthToSpace", List.of(x), integer("blocksize", scale), text("mode", mode));
  }

  private ModelFile finish(String output, int channels) {
    return finish(model, output, channels, type);
  }

  /** An empty model of the usual opset. */
  static ModelProto.Builder model() {
    return new TestNetworks(OPSET, false, 0).model;
  }

  /** A model from {@code input} of any size to {@code output}, of 32-bit floating point. */
  static ModelFile finish(ModelProto.Builder model, String output, int channels) {
    return finish(model, output, channels, DataType.FLOAT);
  }

  private static ModelFile finish(
      ModelProto.Builder model, String output, int channels, DataType type) {
    model.getGraphBuilder().addInput(image("input", channels, "", type));
    model.getGraphBuilder().addOutput(image(output, channels, "large_", type));
    return file(model.build().toByteArray());
  }

  private static ValueInfoProto image(String name, int channels, String prefix, DataType type) {
    var value = ValueInfoProto.newBuilder().setName(name);
    var tensor = value.getTypeBuilder().getTensorTypeBuilder();
    tensor.setElemType(type.getNumber());
    var shape = tensor.getShapeBuilder();
    shape.addDimBuilder().setDimParam("batch");
    shape.addDimBuilder().setDimValue(channels);
    shape.addDimBuilder().setDimParam(prefix + "height");
    shape.addDimBuilder().setDimParam(prefix + "width");
    return value.build();
  }
}
