package dev.jellyscale.model.inspect;

import dev.jellyscale.model.inspect.wire.Message;
import dev.jellyscale.model.inspect.wire.Refusal;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Walks over a whole model. */
final class ModelWalk {
  private static final Set<String> STANDARD = Set.of("", "ai.onnx");
  private static final int MOST_IMPORTS = 64;

  private final Inspection inspection;
  private final Set<String> imported = new HashSet<>();
  private long irVersion;
  private String producer = "";
  private String producerVersion = "";
  private OptionalLong opset = OptionalLong.empty();
  private Optional<GraphWalk> graph = Optional.empty();

  private ModelWalk(Inspection inspection) {
    this.inspection = inspection;
  }

  /**
   * @param bytes size of the file
   */
  static OnnxFacts walk(Inspection inspection, Message model, long bytes) throws IOException {
    var walk = new ModelWalk(inspection);
    while (model.next()) {
      walk.field(model);
    }
    return walk.facts(bytes);
  }

  private void field(Message model) throws IOException {
    switch (model.field()) {
      case 1 -> irVersion = model.once().number();
      case 2 -> producer = Refusal.shown(inspection.name(model.once()));
      case 3 -> producerVersion = Refusal.shown(inspection.name(model.once()));
      case 4 -> inspection.name(model.once());
      case 5 -> model.once().number();
      case 6 -> inspection.description(model.once());
      case 7 -> graph(model.once().message("graph"));
      case 8 -> opset(model.message("operator set"));
      case 14 -> inspection.description(model);
      case 20 ->
          throw inspection
              .refusal()
              .because("holds training information, which an upscaler never needs");
      case 25 ->
          throw inspection
              .refusal()
              .because("defines functions of its own, which are not supported");
      case 26 -> throw inspection.refusal().because("is configured for several devices");
      default -> throw model.unknown();
    }
  }

  private void graph(Message message) throws IOException {
    var walk = new GraphWalk(inspection);
    walk.walk(message);
    graph = Optional.of(walk);
  }

  /** A domain that is imported and not used does no harm, and optimisers import many. */
  private void opset(Message message) throws IOException {
    inspection.oneMore(imported.size(), MOST_IMPORTS, "operator sets");
    var domain = "";
    long version = 0;
    while (message.next()) {
      switch (message.field()) {
        case 1 -> domain = Refusal.shown(inspection.name(message.once()));
        case 2 -> version = message.once().number();
        default -> throw message.unknown();
      }
    }
    boolean standard = STANDARD.contains(domain);
    if (!imported.add(standard ? "" : domain)) {
      throw inspection.refusal().because("names the version of one operator set twice");
    }
    if (standard) {
      opset = OptionalLong.of(version);
    }
  }

  private OnnxFacts facts(long bytes) {
    var walked =
        graph.orElseThrow(
            () -> inspection.refusal().because("is not an ONNX file, or one without a graph"));
    int version = requireOpset();
    return new OnnxFacts(
        irVersion,
        version,
        (producer + " " + producerVersion).strip(),
        walked.nodes(),
        walked.operators(),
        walked.initialisers(),
        inspection.parameters(),
        walked.input(),
        walked.output(),
        bytes);
  }

  private int requireOpset() {
    long version = opset.orElse(1);
    var limits = inspection.limits();
    if (version < limits.oldestOpset()) {
      throw inspection
          .refusal()
          .because(
              "uses opset %d, but %d is the oldest that can be wrapped"
                  .formatted(version, limits.oldestOpset()));
    }
    if (version > limits.newestOpset()) {
      throw inspection
          .refusal()
          .because(
              "uses opset %d, but %d is the newest that can be run"
                  .formatted(version, limits.newestOpset()));
    }
    return Math.toIntExact(version);
  }
}
