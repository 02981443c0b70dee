package dev.jellyscale.model.inspect;

import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import dev.jellyscale.model.inspect.MaliciousModels.MaliciousModel;
import java.util.stream.Stream;

/** Models that bring operators, graphs or functions that no picture network needs. */
final class ForeignCode {
  private static final GraphProto EMPTY = GraphProto.getDefaultInstance();

  private ForeignCode() {}

  static Stream<MaliciousModel> models() {
    return Stream.concat(operators(), attributes());
  }

  private static Stream<MaliciousModel> operators() {
    return Stream.of(
        operator("operator of a custom domain", "my.own", "Conv", "unknown domain 'my.own'"),
        operator("operator of classic learning", "ai.onnx.ml", "Scaler", "domain 'ai.onnx.ml'"),
        operator("domain of control characters", "a\n\033[2J", "Conv", "domain 'a??[2J'"),
        operator("compiled code", "com.microsoft", "EPContext", "'com.microsoft.EPContext'"),
        operator("unlisted operator of Microsoft", "com.microsoft", "Tokenizer", "Tokenizer'"),
        operator("If without graphs", "", "If", "uses operator 'If'"),
        operator("Loop without a graph", "", "Loop", "uses operator 'Loop'"),
        operator("Scan without a graph", "ai.onnx", "Scan", "uses operator 'Scan'"),
        operator("random numbers", "", "RandomNormal", "uses operator 'RandomNormal'"),
        operator("operator without a name", "", "", "uses operator ''"),
        Altered.node(
            "overloaded function", "overloaded function", node -> node.setOverload("other")),
        Altered.model(
            "functions", "functions of its own", model -> model.addFunctionsBuilder().setName("f")),
        Altered.model(
            "training information",
            "training information",
            model -> model.addTrainingInfoBuilder().getAlgorithmBuilder().setName("steps")));
  }

  private static MaliciousModel operator(
      String name, String domain, String operator, String reason) {
    return Altered.node(name, reason, node -> node.setDomain(domain).setOpType(operator));
  }

  private static Stream<MaliciousModel> attributes() {
    return Stream.of(
        Altered.node(
            "If with a branch",
            "control flow (If)",
            node ->
                node.setOpType("If")
                    .addAttributeBuilder()
                    .setName("then_branch")
                    .setType(AttributeType.GRAPH)
                    .setG(EMPTY)),
        Altered.attribute("graph without a type", "control flow (Conv)", a -> a.setG(EMPTY)),
        Altered.attribute(
            "graph that calls itself a number",
            "control flow (Conv)",
            a -> a.setType(AttributeType.INT).setI(1).setG(EMPTY)),
        Altered.attribute("list of graphs", "control flow (Conv)", a -> a.addGraphs(EMPTY)),
        Altered.attribute(
            "type of a graph alone", "control flow (Conv)", a -> a.setType(AttributeType.GRAPH)),
        Altered.attribute(
            "type of graphs alone", "control flow (Conv)", a -> a.setType(AttributeType.GRAPHS)),
        Altered.attribute(
            "reference to a function's attribute",
            "reference to a function",
            a -> a.setRefAttrName("kernel_shape")),
        Altered.attribute(
            "type in an attribute", "has a type", a -> a.setTp(TypeProto.getDefaultInstance())));
  }
}
