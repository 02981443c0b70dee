package dev.jellyscale.model.inspect;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import com.google.protobuf.ByteString;
import dev.jellyscale.model.inspect.MaliciousModels.MaliciousModel;
import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Models with more of something than any network has. */
final class TooManyThings {

  private TooManyThings() {}

  static Stream<MaliciousModel> models() {
    return Stream.of(
        Altered.graph("100,000 operators", "50000 operators", g -> chain(g, 100_000)),
        Altered.graph(
            "60,000 constants",
            "50000 constants",
            graph ->
                numbers(60_000)
                    .forEach(i -> graph.addInitializer(Altered.scalar().setName("c" + i)))),
        Altered.graph(
            "20,000 inputs",
            "10000 inputs",
            graph ->
                numbers(20_000)
                    .forEach(i -> graph.addInput(graph.getInput(0).toBuilder().setName("i" + i)))),
        Altered.graph(
            "120,000 declared tensors",
            "100000 declared tensors",
            graph -> numbers(120_000).forEach(i -> graph.addValueInfoBuilder())),
        Altered.node(
            "300,000 inputs of one operator",
            "inputs and outputs of its operators",
            node -> node.addAllInput(Collections.nCopies(300_000, "input"))),
        Altered.node(
            "120,000 outputs of one operator",
            "100000 names of tensors",
            node -> numbers(120_000).forEach(i -> node.addOutput("o" + i))),
        Altered.node(
            "100 attributes of one operator",
            "64 attributes",
            node ->
                numbers(100)
                    .forEach(
                        i ->
                            node.addAttribute(
                                AttributeProto.newBuilder().setName("a" + i).setI(i)))),
        Altered.attribute(
            "million numbers in an attribute",
            "65536 values in one attribute",
            a -> a.addAllInts(Collections.nCopies(1_000_000, 1L))),
        Altered.attribute(
            "million floats in an attribute",
            "65536 values in one attribute",
            a -> a.addAllFloats(Collections.nCopies(1_000_000, 1f))),
        Altered.attribute(
            "long text in an attribute",
            "4096 bytes in one of its text attributes",
            a -> a.setS(ByteString.copyFromUtf8("x".repeat(5000)))),
        Altered.node("huge name", "1024 bytes in one of its names", n -> n.setName(longName())),
        Altered.node("huge operator", "1024 bytes in one of its", n -> n.setOpType(longName())),
        Altered.model("huge producer", "1024 bytes", m -> m.setProducerName(longName())),
        Altered.model(
            "metadata of 33 MiB",
            "bytes of documentation and metadata",
            model -> model.addMetadataPropsBuilder().setValue("x".repeat(33 << 20))),
        Altered.model(
            "100 operator sets",
            "64 operator sets",
            model -> numbers(100).forEach(i -> model.addOpsetImportBuilder().setDomain("d" + i))));
  }

  private static IntStream numbers(int count) {
    return IntStream.range(0, count);
  }

  private static String longName() {
    return "x".repeat(5000);
  }

  private static void chain(GraphProto.Builder graph, int nodes) {
    numbers(nodes)
        .forEach(
            i -> graph.addNodeBuilder().setOpType("Relu").addInput("input").addOutput("r" + i));
  }
}
