package dev.jellyscale.model.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.jellyscale.TestFiles;
import dev.jellyscale.engine.graph.Channels;
import dev.jellyscale.engine.graph.ModelLoader;
import dev.jellyscale.engine.graph.TestNetworks;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.ModelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxInspectorTest {
  @TempDir Path folder;

  @Test
  void aNetworkIsDescribedWithoutRunningIt() {
    var file = TestNetworks.convRelu(2, Channels.RGB, 1, 8, 16);

    var facts = OnnxInspector.inspect(file);

    assertThat(facts.opset()).isEqualTo(TestNetworks.OPSET);
    assertThat(facts.irVersion()).isEqualTo(7);
    assertThat(facts.nodes()).isEqualTo(6);
    assertThat(facts.operators()).isEqualTo(Map.of("Conv", 3, "Relu", 2, "DepthToSpace", 1));
    assertThat(facts.initialisers()).isEqualTo(Map.of(TensorType.FLOAT, 3));
    assertThat(facts.parameters()).isEqualTo(5 * 5 * 3 * 8 + 3 * 3 * 8 * 16 + 3 * 3 * 16 * 12);
    assertThat(facts.input().name()).isEqualTo("input");
    assertThat(facts.input().type()).contains(TensorType.FLOAT);
    assertThat(facts.input().dims()).contains(List.of(-1L, 3L, -1L, -1L));
    assertThat(facts.output().dims()).contains(List.of(-1L, 3L, -1L, -1L));
    assertThat(facts.bytes()).isEqualTo(file.onnx().length);
  }

  static Stream<ModelFile> sound() {
    return Stream.of(
        TestNetworks.identity(3, Channels.LUMA, 11, false),
        TestNetworks.identity(4, Channels.RGB, 22, true),
        TestNetworks.shuffled(2, Channels.RGB, "DCR", 13),
        TestNetworks.reducing(2, 2),
        TestNetworks.globalPool(2),
        TestNetworks.fixedInside(2, 32, 24),
        TestNetworks.fixedByDeclaration(2, 32, 24),
        ModelLoader.load("swift-x2").file(),
        ModelLoader.load("bicubic-x3").file());
  }

  @ParameterizedTest
  @MethodSource("sound")
  void theFactsAreThoseOfTheRealParser(ModelFile file) throws Exception {
    var model = ModelProto.parseFrom(file.onnx());

    var facts = OnnxInspector.inspect(file);

    assertThat(facts.nodes()).isEqualTo(model.getGraph().getNodeCount());
    assertThat(facts.initialisers().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(model.getGraph().getInitializerCount());
    assertThat((long) facts.opset()).isEqualTo(model.getOpsetImport(0).getVersion());
    assertThat(facts.input().name()).isEqualTo(model.getGraph().getInput(0).getName());
    assertThat(facts.output().name()).isEqualTo(model.getGraph().getOutput(0).getName());
  }

  @Test
  void aFileGivesTheSameFactsAsItsBytes() throws Exception {
    var model = TestNetworks.convRelu(2, Channels.RGB, 1, 8);
    var file = Files.write(folder.resolve("some.onnx"), model.onnx());

    assertThat(OnnxInspector.inspect(file)).isEqualTo(OnnxInspector.inspect(model));
  }

  @Test
  void aPublishedNetworkWithAFixedSizePasses() {
    var facts = OnnxInspector.inspect(TestFiles.shared("models/subpixel-cnn-x3-224.onnx"));

    assertThat(facts.input().dims().orElseThrow().subList(1, 4)).containsExactly(1L, 224L, 224L);
    assertThat(facts.output().type()).isEqualTo(Optional.of(TensorType.FLOAT));
    assertThat(facts.producer()).startsWith("pytorch");
    assertThat(facts.parameters()).isPositive();
  }

  @Test
  void valuesOutsideOfRawBytesAreCountedToo() throws Exception {
    var model = ModelProto.parseFrom(TestNetworks.only(1).onnx()).toBuilder();
    var raw = model.getGraph().getInitializer(0);
    var listed = TensorProto.newBuilder(raw).clearRawData();
    for (int i = 0; i < 9; i++) {
      listed.addFloatData(i);
    }
    model.getGraphBuilder().setInitializer(0, listed);

    var facts = OnnxInspector.inspect(TestNetworks.file(model.build().toByteArray()));

    assertThat(facts.parameters()).isEqualTo(9);
  }

  @Test
  void dimensionsMayBePacked() throws Exception {
    var model = ModelProto.parseFrom(TestNetworks.only(1).onnx()).toBuilder();
    var packed =
        UnknownFieldSet.Field.newBuilder()
            .addLengthDelimited(ByteString.copyFrom(new byte[] {3, 3, 1, 1}))
            .build();
    model
        .getGraphBuilder()
        .getInitializerBuilder(0)
        .clearDims()
        .setUnknownFields(UnknownFieldSet.newBuilder().addField(1, packed).build());

    var facts = OnnxInspector.inspect(TestNetworks.file(model.build().toByteArray()));

    assertThat(facts.parameters()).isEqualTo(9);
  }

  @Test
  void operatorsMayStandInAnyOrder() throws Exception {
    var model = ModelProto.parseFrom(TestNetworks.convRelu(2, Channels.RGB, 1, 8).onnx());
    var graph = model.getGraph();
    var turned = graph.toBuilder().clearNode();
    graph.getNodeList().reversed().forEach(turned::addNode);

    var facts =
        OnnxInspector.inspect(
            TestNetworks.file(model.toBuilder().setGraph(turned).build().toByteArray()));

    assertThat(facts.nodes()).isEqualTo(graph.getNodeCount());
  }

  @Test
  void constantsThatAreListedAsInputsAreNotImages() throws Exception {
    var model = ModelProto.parseFrom(TestNetworks.only(0).onnx()).toBuilder();
    var graph = model.getGraphBuilder();
    var constant = graph.getInput(0).toBuilder().setName(graph.getInitializer(0).getName());
    graph.addInput(0, constant);

    var facts = OnnxInspector.inspect(TestNetworks.file(model.build().toByteArray()));

    assertThat(facts.input().name()).isEqualTo("input");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.onnx", "."})
  void whatIsNoFileIsNotFound(String name) {
    assertThatThrownBy(() -> OnnxInspector.inspect(folder.resolve(name)))
        .isInstanceOf(NotFound.class);
  }
}
