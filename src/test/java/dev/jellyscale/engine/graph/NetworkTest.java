package dev.jellyscale.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.jellyscale.TestFiles;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.model.ModelFile;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({"1, LUMA", "2, LUMA", "3, RGB", "4, RGB", "8, LUMA"})
  void scaleAndChannelsComeFromATrial(int scale, Channels channels) {
    var model = TestNetworks.identity(scale, channels, TestNetworks.OPSET, false);

    var network = Network.open(model);

    assertThat(network.scale()).isEqualTo(scale);
    assertThat(network.channels()).isEqualTo(channels);
    assertThat(network.fixedSize()).isEmpty();
    assertThat(network.alignment()).isEqualTo(1);
    assertThat(network.notes()).isEmpty();
  }

  @Test
  void aDeclaredSizeThatNothingNeedsIsGivenUp() {
    var network = Network.open(TestNetworks.fixedByDeclaration(2, 40, 24));

    assertThat(network.fixedSize()).isEmpty();
    assertThat(network.notes())
        .containsExactly(
            "Model 'test' declares a size of 40x24, but takes any size with the same result");
  }

  @Test
  void aSizeThatTheNetworkIsBuiltForStays() {
    var network = Network.open(TestNetworks.fixedInside(2, 40, 24));

    assertThat(network.fixedSize()).contains(new FixedSize(40, 24));
    assertThat(network.notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"20000, 10000", "4096, 4096"})
  void aDeclaredSizeThatNobodyCouldTryIsRefusedBeforeItIsAllocated(int width, int height) {
    var model = TestNetworks.fixedByDeclaration(2, width, height);

    assertThatThrownBy(() -> Network.open(model))
        .isInstanceOf(BadModel.class)
        .hasMessageContaining("too large to be tried");
  }

  @Test
  void anAnswerThatIsTooLargeIsNotRead() {
    var model = TestNetworks.fixedByDeclaration(8, 800, 700);

    assertThatThrownBy(() -> Network.open(model))
        .isInstanceOf(BadModel.class)
        .hasMessageContaining("6400x5600");
  }

  @Test
  void theShippedSubpixelNetworkTakesAnySize() throws Exception {
    var file = TestFiles.shared("models/subpixel-cnn-x3-224.onnx");

    var network = ModelLoader.load(file.toString());

    assertThat(network.scale()).isEqualTo(3);
    assertThat(network.channels()).isEqualTo(Channels.LUMA);
    assertThat(network.opset()).isEqualTo(15);
    assertThat(network.fixedSize()).isEmpty();
    assertThat(network.receptiveField()).hasValue(5);
    assertThat(network.notes()).hasSize(1);
  }

  @Test
  void aNetworkOfReducedSizeSaysWhereTilesMayBegin() {
    var network = Network.open(TestNetworks.reducing(4, 2));

    assertThat(network.alignment()).isEqualTo(4);
    assertThat(network.receptiveField()).hasValue(7);
  }

  static Stream<Arguments> unsuitable() {
    return Stream.of(
        refused("another file", NetworkTest::moveWeightsOut),
        refused("control flow (If)", NetworkTest::addBranch),
        refused("unknown domain 'my.own'", m -> firstNode(m).setDomain("my.own")),
        refused("functions of its own", m -> m.addFunctionsBuilder().setName("f")),
        refused("uses opset 10", m -> m.getOpsetImportBuilder(0).setVersion(10)),
        refused("has 2 inputs", NetworkTest::addInput),
        refused("has 2 outputs", NetworkTest::addOutput),
        refused("has 3 dimensions", m -> inputShape(m).removeDim(0)),
        refused("has 2 channels", m -> inputShape(m).setDim(1, size(2))),
        refused("not of 32- or 16-bit floating point", NetworkTest::takeBytes),
        refused("uses operator 'NoSuchOperator'", m -> firstNode(m).setOpType("NoSuchOperator")));
  }

  private static Arguments refused(String reason, Consumer<ModelProto.Builder> change) {
    return Arguments.of(reason, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unsuitable")
  void unsuitableModelsAreRefusedInOneSentence(String reason, Consumer<ModelProto.Builder> change) {
    var model = parsed(TestNetworks.identity(2, Channels.LUMA, TestNetworks.OPSET, false));
    change.accept(model);
    var file = TestNetworks.file(model.build().toByteArray());

    assertThatThrownBy(() -> Network.open(file))
        .isInstanceOf(BadModel.class)
        .hasMessageContaining(reason)
        .hasMessageContaining("odel 'test'")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aFileThatIsNoModelIsRefused() {
    var text = "once upon a time".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Network.open(TestNetworks.file(text)))
        .isInstanceOf(BadModel.class)
        .hasMessageContaining("is not an ONNX file");
    assertThatThrownBy(() -> Network.open(TestNetworks.file(new byte[0])))
        .isInstanceOf(BadModel.class)
        .hasMessageContaining("is not an ONNX file");
  }

  @Test
  void aSizeThatIsNoWholeMultipleIsRefused() {
    assertThatThrownBy(() -> Network.open(TestNetworks.shrinking()))
        .isInstanceOf(BadModel.class)
        .hasMessageContaining("turns 64x48 into 62x46");
  }

  @Test
  void valuesThatAreNoNumbersAreRefused() {
    assertThatThrownBy(() -> Network.open(TestNetworks.notFinite()))
        .isInstanceOf(BadModel.class)
        .hasMessageContaining("not finite");
  }

  private static ModelProto.Builder parsed(ModelFile file) {
    try {
      return ModelProto.parseFrom(file.onnx()).toBuilder();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NodeProto.Builder firstNode(ModelProto.Builder model) {
    return model.getGraphBuilder().getNodeBuilder(0);
  }

  private static TensorShapeProto.Builder inputShape(ModelProto.Builder model) {
    return model
        .getGraphBuilder()
        .getInputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder();
  }

  private static Dimension size(long length) {
    return Dimension.newBuilder().setDimValue(length).build();
  }

  private static void moveWeightsOut(ModelProto.Builder model) {
    model.getGraphBuilder().getInitializerBuilder(0).setDataLocation(DataLocation.EXTERNAL);
  }

  private static void addBranch(ModelProto.Builder model) {
    firstNode(model)
        .setOpType("If")
        .addAttribute(
            AttributeProto.newBuilder()
                .setName("then_branch")
                .setType(AttributeType.GRAPH)
                .setG(GraphProto.getDefaultInstance()));
  }

  private static void addInput(ModelProto.Builder model) {
    var graph = model.getGraphBuilder();
    graph.addInput(graph.getInput(0).toBuilder().setName("second"));
  }

  private static void addOutput(ModelProto.Builder model) {
    var graph = model.getGraphBuilder();
    graph.addOutput(graph.getOutput(0).toBuilder().setName("second"));
  }

  private static void takeBytes(ModelProto.Builder model) {
    model
        .getGraphBuilder()
        .getInputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .setElemType(DataType.UINT8.getNumber());
  }
}
