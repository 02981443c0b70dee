package dev.jellyscale.model.inspect;

import dev.jellyscale.model.inspect.OnnxFacts.Port;
import dev.jellyscale.model.inspect.wire.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Walks over the graph of a model. */
final class GraphWalk {
  private final Inspection inspection;
  private final Dataflow dataflow;
  private final SortedMap<String, Integer> operators = new TreeMap<>();
  private final Map<TensorType, Integer> initialisers = new EnumMap<>(TensorType.class);
  private final List<ValueWalk.Value> inputs = new ArrayList<>();
  private final List<ValueWalk.Value> outputs = new ArrayList<>();
  private int initialiserCount;
  private int declarations;

  GraphWalk(Inspection inspection) {
    this.inspection = inspection;
    dataflow = new Dataflow(inspection);
  }

  void walk(Message graph) throws IOException {
    while (graph.next()) {
      field(graph);
    }
    requireNodes();
    dataflow.check();
  }

  private void field(Message graph) throws IOException {
    switch (graph.field()) {
      case 1 -> node(graph.message("node"));
      case 2 -> inspection.name(graph.once());
      case 5 -> initialiser(graph.message("initialiser"));
      case 10 -> inspection.description(graph.once());
      case 11 -> input(graph.message("input"));
      case 12 -> output(graph.message("output"));
      case 13 -> declaration(graph.message("value"));
      case 14, 16 -> inspection.description(graph);
      case 15 ->
          throw inspection
              .refusal()
              .because("keeps weights as a sparse tensor, which is not supported");
      default -> throw graph.unknown();
    }
  }

  private void node(Message node) throws IOException {
    operators.merge(NodeWalk.walk(inspection, dataflow, node), 1, Integer::sum);
  }

  private void initialiser(Message message) throws IOException {
    initialiserCount =
        inspection.oneMore(
            initialiserCount, inspection.limits().initialisers(), "constants in its graph");
    var constant = TensorWalk.walk(inspection, message);
    dataflow.initialiser(constant.name());
    initialisers.merge(constant.type(), 1, Integer::sum);
  }

  private void input(Message message) throws IOException {
    inspection.oneMore(inputs.size(), inspection.limits().inputs(), "inputs");
    var value = ValueWalk.walk(inspection, message);
    dataflow.input(value.name());
    inputs.add(value);
  }

  private void output(Message message) throws IOException {
    inspection.oneMore(outputs.size(), inspection.limits().inputs(), "outputs");
    outputs.add(ValueWalk.walk(inspection, message));
  }

  private void declaration(Message message) throws IOException {
    declarations =
        inspection.oneMore(declarations, inspection.limits().values(), "declared tensors");
    ValueWalk.walk(inspection, message);
  }

  private void requireNodes() {
    if (dataflow.nodes() == 0) {
      throw inspection.refusal().because("is not an ONNX file, or an empty one");
    }
  }

  int nodes() {
    return dataflow.nodes();
  }

  SortedMap<String, Integer> operators() {
    return operators;
  }

  Map<TensorType, Integer> initialisers() {
    return initialisers;
  }

  /** The only input that is no constant. */
  Port input() {
    return only(
        "input", inputs.stream().filter(input -> !dataflow.isInitialiser(input.name())).toList());
  }

  /** The only output. */
  Port output() {
    var port = only("output", outputs);
    if (!dataflow.isGivenByNode(outputs.getFirst().name())) {
      throw inspection.refusal().because("has an output that no operator gives");
    }
    return port;
  }

  private Port only(String role, List<ValueWalk.Value> values) {
    if (values.size() != 1) {
      throw inspection
          .refusal()
          .because("has %d %ss, but an upscaler has one".formatted(values.size(), role));
    }
    return values.getFirst().port();
  }
}
