package dev.jellyscale.api.service.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.catalogue.CatalogueEntry;
import dev.jellyscale.models.registry.ModelRegistry;
import dev.jellyscale.models.registry.ModelView;
import dev.jellyscale.models.registry.Progress;
import java.util.List;
import java.util.Optional;

/**
 * The catalogue of this release in the contract's words. Its models are fetched from the hosts that
 * the catalogue names and from nowhere else; nothing is converted.
 */
final class Imports {
  private static final double MILLIS = 1000;
  private static final String DIRECT = "direct";

  private final ModelRegistry registry;
  private final ModelJobs jobs;

  Imports(ModelRegistry registry, ModelJobs jobs) {
    this.registry = registry;
    this.jobs = jobs;
  }

  /**
   * What can be imported.
   *
   * @param generated version of the catalogue
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Listing(
      String generated, boolean converterAvailable, List<Row> direct, List<Row> convertible) {}

  /**
   * One model of it.
   *
   * @param eligible whether importing it changes anything
   * @param reason why it does not
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Row(
      String id,
      String name,
      int scale,
      String architecture,
      String license,
      boolean nonCommercial,
      long sizeBytes,
      Optional<String> omdbUrl,
      String kind,
      boolean eligible,
      Optional<String> reason,
      String modelName) {}

  /** A model is here. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Imported(
      String status,
      String modelName,
      String importedAs,
      int scale,
      double fileSizeMb,
      boolean converted,
      String license,
      boolean nonCommercial) {}

  /** A model will be here. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Started(String status, String jobId, String kind) {}

  /** How far an import is; what came of it where it is done. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Status(
      String jobId,
      String id,
      String kind,
      String status,
      Optional<String> error,
      double startedAt,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> importedAs,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Boolean> converted,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> license,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Boolean> nonCommercial,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> fileSizeMb) {}

  /** All networks of the catalogue. */
  Listing list() {
    var rows =
        registry.catalogue().stream()
            .filter(entry -> entry.file().isPresent())
            .map(this::row)
            .toList();
    return new Listing("catalogue of this release", false, rows, List.of());
  }

  private Row row(CatalogueEntry entry) {
    var reason = obstacle(entry);
    return new Row(
        entry.id().value(),
        entry.name(),
        entry.scale(),
        entry.architecture(),
        entry.licence().spdx(),
        !entry.licence().commercialUse(),
        entry.file().orElseThrow().bytes(),
        Optional.empty(),
        DIRECT,
        reason.isEmpty(),
        reason,
        entry.id().value());
  }

  private Optional<String> obstacle(CatalogueEntry entry) {
    if (!entry.needsDownload()) {
      return Optional.of("It is a part of Jellyscale and always there");
    }
    return ModelRow.isHere(registry.view(entry.id()))
        ? Optional.of("It is here already")
        : Optional.empty();
  }

  /** Fetches a model and waits for it; one that is here is no error. */
  Imported take(Optional<String> id) throws InterruptedException {
    var entry = entry(id);
    var view = registry.install(entry.id(), Progress.UNHEARD).model();
    return new Imported(
        "ok",
        view.id(),
        view.id(),
        view.scale(),
        Megabytes.of(view.file().bytes()),
        false,
        entry.licence().spdx(),
        !entry.licence().commercialUse());
  }

  /** Begins to fetch a model; one that is here is done at once. */
  Started start(Optional<String> id) {
    var model = entry(id).id();
    var job = jobs.start(model, progress -> registry.install(model, progress).model());
    return new Started("queued", job.id(), DIRECT);
  }

  private CatalogueEntry entry(Optional<String> asked) {
    var text =
        asked
            .filter(value -> !value.isBlank())
            .orElseThrow(() -> ServiceFailure.of(400, "The body names no id"));
    var id = registry.resolve(id(text)).model();
    return registry.catalogue().stream()
        .filter(entry -> entry.id().equals(id) && entry.file().isPresent())
        .findFirst()
        .orElseThrow(() -> new NotFound("The catalogue has no model '" + id + "'"));
  }

  private static ModelId id(String text) {
    try {
      return new ModelId(text);
    } catch (Invalid e) {
      throw ServiceFailure.of(404, String.valueOf(e.getMessage()));
    }
  }

  /** How far an import is. */
  Status status(String jobId) {
    var job = jobs.find(jobId);
    var model = job.model();
    var licence = model.flatMap(ModelView::licence);
    return new Status(
        job.id(),
        job.asked().value(),
        DIRECT,
        job.status(),
        job.error(),
        job.started().toEpochMilli() / MILLIS,
        model.map(ModelView::id),
        model.map(_ -> false),
        licence.map(ModelView.Licence::spdx),
        licence.map(terms -> !terms.commercialUse()),
        model.map(view -> Megabytes.of(view.file().bytes())));
  }
}
