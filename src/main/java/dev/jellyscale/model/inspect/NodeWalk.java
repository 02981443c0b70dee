package dev.jellyscale.model.inspect;

import dev.jellyscale.model.inspect.wire.Message;
import dev.jellyscale.model.inspect.wire.Refusal;
import java.io.IOException;
import java.util.Set;

/** Walks over one operator of the graph. */
final class NodeWalk {
  private static final Set<String> STANDARD = Set.of("", "ai.onnx");
  private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "com.microsoft");

  private final Inspection inspection;
  private final Dataflow dataflow;
  private String operator = "";
  private String domain = "";
  private int attributes;

  private NodeWalk(Inspection inspection, Dataflow dataflow) {
    this.inspection = inspection;
    this.dataflow = dataflow;
  }

  /**
   * Walks over a node and adds it to the dataflow.
   *
   * @return the operator as {@link OnnxFacts#operators} has it
   */
  static String walk(Inspection inspection, Dataflow dataflow, Message node) throws IOException {
    var walk = new NodeWalk(inspection, dataflow);
    dataflow.beginNode();
    while (node.next()) {
      walk.field(node);
    }
    return walk.finish();
  }

  private void field(Message node) throws IOException {
    switch (node.field()) {
      case 1 -> dataflow.read(inspection.name(node));
      case 2 -> dataflow.give(inspection.name(node));
      case 3 -> inspection.name(node.once());
      case 4 -> operator = Refusal.shown(inspection.name(node.once()));
      case 5 -> attribute(node);
      case 6 -> inspection.description(node.once());
      case 7 -> domain = Refusal.shown(inspection.name(node.once()));
      case 8 -> overload(node.once());
      case 9 -> inspection.description(node);
      case 10 -> throw inspection.refusal().because("binds an operator to devices");
      default -> throw node.unknown();
    }
  }

  private void attribute(Message node) throws IOException {
    attributes =
        inspection.oneMore(
            attributes, inspection.limits().attributes(), "attributes on one operator");
    var shown = operator.isEmpty() ? "an operator" : operator;
    AttributeWalk.walk(inspection, node.message("attribute"), shown);
  }

  private void overload(Message node) throws IOException {
    if (inspection.name(node).length > 0) {
      throw inspection.refusal().because("uses an overloaded function, which is not supported");
    }
  }

  private String finish() {
    if (!DOMAINS.contains(domain)) {
      throw inspection
          .refusal()
          .because("uses operator '%s' of the unknown domain '%s'".formatted(operator, domain));
    }
    var qualified = STANDARD.contains(domain) ? operator : domain + "." + operator;
    if (!OperatorList.allows(qualified)) {
      throw inspection
          .refusal()
          .because(
              "uses operator '%s', which is not among those that are allowed".formatted(qualified));
    }
    return qualified;
  }
}
