package dev.jellyscale.api.service.models;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.registry.ModelView;
import java.util.List;
import java.util.Optional;

/**
 * A model in the list that people choose from.
 *
 * @param type of its file
 * @param downloaded whether this node has its file
 * @param loaded whether pictures are made with it
 * @param available whether it can be had: it is here, or its file can be fetched
 * @param custom whether somebody imported it
 * @param standsInFor ids of other catalogues that mean this model; they can be sent instead of its
 *     own
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ModelRow(
    String id,
    String name,
    String description,
    int scale,
    String category,
    String type,
    boolean downloaded,
    boolean loaded,
    boolean available,
    boolean custom,
    List<String> standsInFor) {

  /** All of them. */
  public record Listing(List<ModelRow> models, int total) {}

  static ModelRow of(ModelView view, Optional<ModelId> current) {
    return new ModelRow(
        view.id(),
        view.name(),
        description(view),
        view.scale(),
        category(view),
        "onnx",
        isHere(view),
        current.filter(id -> id.value().equals(view.id())).isPresent(),
        true,
        view.file().origin().equals("import"),
        view.aliases());
  }

  /** Whether this node has the model. */
  public static boolean isHere(ModelView view) {
    return switch (view.state().name()) {
      case "absent", "installing" -> false;
      default -> true;
    };
  }

  private static String category(ModelView view) {
    return switch (view.task()) {
      case "restore" -> "restoration";
      case "interpolation" -> "interpolation";
      default -> "super-resolution";
    };
  }

  private static String description(ModelView view) {
    var kind = view.kind().equals("luma") ? "brightness alone" : "colour";
    var licence = view.licence().map(terms -> ", " + terms.spdx()).orElse("");
    return switch (view.task()) {
      case "interpolation" -> "Interpolation %dx, no AI".formatted(view.scale());
      case "restore" -> "Network that restores at the same size, %s%s".formatted(kind, licence);
      default -> "Network %dx, %s%s".formatted(view.scale(), kind, licence);
    };
  }
}
