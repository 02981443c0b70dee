package dev.jellyscale.engine.graph.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import dev.jellyscale.engine.graph.Channels;
import dev.jellyscale.engine.graph.TestNetworks;
import dev.jellyscale.engine.graph.onnx.Attributes;
import dev.jellyscale.engine.graph.onnx.GraphWriter;
import dev.jellyscale.engine.graph.onnx.Tensors;
import dev.jellyscale.model.ModelId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceptiveFieldTest {

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 3", "4, 5"})
  void convolutionsAddUp(int convolutions, int expected) {
    int[] widths = IntStream.generate(() -> 8).limit(convolutions - 1).toArray();
    var contract = ModelContract.read(TestNetworks.convRelu(2, Channels.LUMA, 1, widths));

    var sight = ReceptiveField.of(contract, 2);

    assertThat(sight.radius()).hasValue(expected);
    assertThat(sight.period()).isEqualTo(1);
  }

  @Test
  void aMeanOverThePictureSeesAllOfIt() {
    var contract = ModelContract.read(TestNetworks.globalPool(2));

    assertThat(ReceptiveField.of(contract, 2)).isEqualTo(Sight.UNKNOWN);
  }

  @Test
  void dilationWidensAConvolution() {
    var sight = sightOf(1, writer -> convolve(writer, "input", 3, 2, 1, 2));

    assertThat(sight.radius()).hasValue(2);
  }

  @Test
  void strideAndItsInverseRepeatAfterTheStride() {
    var sight =
        sightOf(
            1,
            writer -> {
              var half = convolve(writer, "input", 3, 1, 2, 1);
              return writer.node(
                  "Resize",
                  List.of(half, "", writer.constant(Tensors.floats(new float[] {1, 1, 2, 2}, 4))),
                  Attributes.text("mode", "nearest"),
                  Attributes.text("coordinate_transformation_mode", "asymmetric"),
                  Attributes.text("nearest_mode", "floor"));
            });

    assertThat(sight.period()).isEqualTo(2);
    assertThat(sight.radius()).hasValue(2);
  }

  @Test
  void aTransposedConvolutionSeesWhatFallsIntoItsWindow() {
    var sight =
        sightOf(
            2,
            writer ->
                writer.node(
                    "ConvTranspose",
                    List.of("input", writer.constant(Tensors.floats(new float[16], 1, 1, 4, 4))),
                    Attributes.integers("kernel_shape", 4, 4),
                    Attributes.integers("strides", 2, 2),
                    Attributes.integers("pads", 1, 1, 1, 1)));

    assertThat(sight.radius()).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({"nearest, 0", "linear, 1", "cubic, 2"})
  void aResizeSeesItsInterpolation(String mode, int expected) {
    var sight =
        sightOf(
            2,
            writer ->
                writer.node(
                    "Resize",
                    List.of(
                        "input", "", writer.constant(Tensors.floats(new float[] {1, 1, 2, 2}, 4))),
                    Attributes.text("mode", mode)));

    assertThat(sight.radius()).hasValue(expected);
  }

  @Test
  void aConstantOverThePictureTiesTheNetworkToPlaces() {
    var sight =
        sightOf(
            1,
            writer -> {
              var map = writer.constant(Tensors.floats(new float[64 * 48], 1, 1, 48, 64));
              return writer.plus("input", map);
            });

    assertThat(sight).isEqualTo(Sight.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"11, -1", "12, -1", "13, 0", "17, 0"})
  void aSoftmaxOfChannelsSeesAllOfThePictureBeforeOpset13(int opset, int radius) {
    var sight =
        sightOf(
            1,
            opset,
            writer -> writer.node("Softmax", List.of("input"), Attributes.integer("axis", 1)));

    assertThat(sight.radius().orElse(-1)).isEqualTo(radius);
  }

  /** Steps: two of the picture, three of the weights and of the answer; no kernel_shape. */
  @ParameterizedTest
  @CsvSource({"QLinearConv, 3, 1", "QLinearConv, 5, 2"})
  void aConvolutionOfEightBitsSeesItsWindow(String operator, int size, int expected) {
    var sight =
        sightOf(
            1,
            writer -> {
              var step = writer.constant(Tensors.floats(new float[] {1}));
              var zero = writer.constant(Tensors.byteScalar(0));
              var kernel =
                  writer.constant(Tensors.floats(new float[size * size], 1, 1, size, size));
              var codes = writer.node("QuantizeLinear", List.of("input", step, zero));
              codes =
                  writer.node(
                      operator,
                      List.of(codes, step, zero, kernel, step, zero, step, zero),
                      Attributes.integers("pads", expected, expected, expected, expected));
              return writer.node("DequantizeLinear", List.of(codes, step, zero));
            });

    assertThat(sight.radius()).hasValue(expected);
  }

  @Test
  void aWeightThatIsRoundedTellsItsShape() {
    var sight =
        sightOf(
            1,
            writer -> {
              var kernel = writer.constant(Tensors.floats(new float[25], 1, 1, 5, 5));
              var step = writer.constant(Tensors.floats(new float[] {1}));
              var weights = writer.node("DequantizeLinear", List.of(kernel, step));
              return writer.node(
                  "Conv", List.of("input", weights), Attributes.integers("pads", 2, 2, 2, 2));
            });

    assertThat(sight.radius()).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, -1", "3, -1"})
  void stepsMayDifferFromChannelToChannelAlone(int axis, int radius) {
    var sight =
        sightOf(
            1,
            writer ->
                writer.node(
                    "QuantizeLinear",
                    List.of("input", writer.constant(Tensors.floats(new float[] {1, 2}, 2))),
                    Attributes.integer("axis", axis)));

    assertThat(sight.radius().orElse(-1)).isEqualTo(radius);
  }

  @Test
  void stepsThatAreComputedSeeThePicture() {
    var sight =
        sightOf(
            1,
            writer -> {
              var mean = writer.node("GlobalAveragePool", List.of("input"));
              return writer.node("QuantizeLinear", List.of("input", mean));
            });

    assertThat(sight).isEqualTo(Sight.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"QLinearAdd", "QLinearMul"})
  void aSumOfEightBitsSeesBothOfItsPictures(String operator) {
    var sight =
        sightOf(
            1,
            writer -> {
              var step = writer.constant(Tensors.floats(new float[] {1}));
              var zero = writer.constant(Tensors.byteScalar(0));
              var wide = convolve(writer, "input", 3, 1, 1, 1);
              return writer.node(
                  operator, List.of("input", step, zero, wide, step, zero, step, zero));
            });

    assertThat(sight.radius()).hasValue(1);
  }

  @Test
  void anUnknownOperatorMaySeeEverything() {
    var sight = sightOf(1, writer -> writer.node("LRN", List.of("input")));

    assertThat(sight).isEqualTo(Sight.UNKNOWN);
  }

  private static String convolve(
      GraphWriter writer, String x, int size, int padding, int stride, int dilation) {
    var weights = writer.constant(Tensors.floats(new float[size * size], 1, 1, size, size));
    return writer.node(
        "Conv",
        List.of(x, weights),
        Attributes.integers("pads", padding, padding, padding, padding),
        Attributes.integers("strides", stride, stride),
        Attributes.integers("dilations", dilation, dilation));
  }

  private static Sight sightOf(int scale, Function<GraphWriter, String> network) {
    return sightOf(scale, TestNetworks.OPSET, network);
  }

  private static Sight sightOf(int scale, int opset, Function<GraphWriter, String> network) {
    var graph = GraphProto.newBuilder();
    var output = network.apply(new GraphWriter(graph, "t", opset));
    var model = ModelProto.newBuilder().setGraph(graph).build();
    return ReceptiveField.of(
        new ModelContract(new ModelId("test"), model, "input", output, opset), scale);
  }
}
