package dev.jellyscale.model.inspect;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.jellyscale.model.inspect.MaliciousModels.MaliciousModel;
import java.util.stream.Stream;

/** Models that are no graph from one image to one image. */
final class BadGraphs {
  private static final String NAMES = "gives one name to two tensors";

  private BadGraphs() {}

  static Stream<MaliciousModel> models() {
    return Stream.of(flow(), ports(), versions()).flatMap(models -> models);
  }

  private static Stream<MaliciousModel> flow() {
    return Stream.of(
        Altered.graph(
            "circle of operators",
            "wait for their own results",
            g -> g.getNodeBuilder(0).setInput(0, g.getNode(2).getOutput(0))),
        Altered.graph(
            "operator that reads itself",
            "wait for their own results",
            g -> g.getNodeBuilder(1).setInput(0, g.getNode(1).getOutput(0))),
        Altered.graph(
            "reads from nowhere", "nothing gives", g -> g.getNodeBuilder(0).setInput(0, "?")),
        Altered.graph(
            "two operators give one tensor",
            NAMES,
            g -> g.getNodeBuilder(1).setOutput(0, g.getNode(0).getOutput(0))),
        Altered.graph(
            "operator gives the input", NAMES, g -> g.getNodeBuilder(0).setOutput(0, "input")),
        Altered.graph(
            "operator gives a constant",
            NAMES,
            g -> g.getNodeBuilder(0).setOutput(0, g.getInitializer(0).getName())),
        Altered.graph(
            "two constants of one name",
            NAMES,
            g -> g.getInitializerBuilder(1).setName(g.getInitializer(0).getName())),
        Altered.graph(
            "constant without a name",
            "or none to one",
            g -> g.getInitializerBuilder(0).clearName()),
        Altered.graph("no operators", "an empty one", g -> g.clearNode()));
  }

  private static Stream<MaliciousModel> ports() {
    return Stream.of(
        Altered.graph("two inputs", "has 2 inputs", g -> g.addInput(named("second"))),
        Altered.graph("two inputs of one name", NAMES, g -> g.addInput(named("input"))),
        Altered.graph("no input", "nothing gives", g -> g.clearInput()),
        Altered.graph(
            "constant as the only input",
            "has 0 inputs",
            g -> g.addInitializer(Altered.scalar().setName("input"))),
        Altered.graph("two outputs", "has 2 outputs", g -> g.addOutput(g.getOutput(0))),
        Altered.graph("no output", "has 0 outputs", g -> g.clearOutput()),
        Altered.graph(
            "output from nowhere",
            "output that no operator gives",
            g -> g.setOutput(0, named("nowhere"))),
        Altered.graph(
            "output that is the input",
            "output that no operator gives",
            g -> g.setOutput(0, named("input"))));
  }

  private static ValueInfoProto named(String name) {
    return ValueInfoProto.newBuilder().setName(name).build();
  }

  private static Stream<MaliciousModel> versions() {
    return Stream.of(
        Altered.model("opset 9", "uses opset 9", m -> opset(m, 9)),
        Altered.model("opset 99", "uses opset 99", m -> opset(m, 99)),
        Altered.model("negative opset", "uses opset -1", m -> opset(m, -1)),
        Altered.model("opset of a long number", "uses opset", m -> opset(m, Long.MAX_VALUE)),
        Altered.model("no opset", "uses opset 1,", ModelProto.Builder::clearOpsetImport),
        Altered.model(
            "two opsets",
            "one operator set twice",
            m -> m.addOpsetImportBuilder().setDomain("ai.onnx").setVersion(12)),
        Altered.model("no graph", "without a graph", ModelProto.Builder::clearGraph));
  }

  private static void opset(ModelProto.Builder model, long version) {
    model.getOpsetImportBuilder(0).setVersion(version);
  }
}
