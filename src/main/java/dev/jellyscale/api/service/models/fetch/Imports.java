package dev.jellyscale.api.service.models.fetch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.models.Megabytes;
import dev.jellyscale.api.service.models.ModelFailures;
import dev.jellyscale.api.service.models.ModelRow;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.catalogue.CatalogueEntry;
import dev.jellyscale.models.registry.ModelRegistry;
import dev.jellyscale.models.registry.ModelView;
import dev.jellyscale.models.registry.Progress;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The catalogue of this release in the contract's words. Its models are fetched from the hosts that
 * the catalogue names and from nowhere else; nothing is converted. Failures are those of {@link
 * ModelFailures#answered}.
 */
@Singleton
public class Imports {
  private static final double MILLIS = 1000;
  private static final String DIRECT = "direct";

  private final Supplier<ModelRegistry> models;
  private final ModelJobs jobs;

  @Inject
  Imports(NodeModels models) {
    this(models::registry, new ModelJobs(InstantSource.system()));
  }

  Imports(Supplier<ModelRegistry> models, ModelJobs jobs) {
    this.models = models;
    this.jobs = jobs;
  }

  /**
   * What can be imported.
   *
   * @param generated version of the catalogue
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Listing(
      String generated, boolean converterAvailable, List<Row> direct, List<Row> convertible) {}

  /**
   * One model of it.
   *
   * @param eligible whether importing it changes anything
   * @param reason why it does not
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Row(
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
  public record Imported(
      String status,
      String modelName,
      String importedAs,
      int scale,
      double fileSizeMb,
      boolean converted,
      String license,
      boolean nonCommercial,
      long sizeBytes) {}

  /** A model will be here. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Started(String status, String jobId, String kind) {}

  /** How far an import is; what came of it where it is done. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Status(
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
  public Listing list() throws InterruptedException {
    return ModelFailures.answered(
        () -> {
          var registry = models.get();
          var rows =
              registry.catalogue().stream()
                  .filter(entry -> entry.file().isPresent())
                  .map(entry -> row(registry, entry))
                  .toList();
          return new Listing("catalogue of this release", false, rows, List.of());
        });
  }

  private static Row row(ModelRegistry registry, CatalogueEntry entry) {
    var reason = obstacle(registry, entry);
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

  private static Optional<String> obstacle(ModelRegistry registry, CatalogueEntry entry) {
    if (!entry.needsDownload()) {
      return Optional.of("It is a part of Jellyscale and always there");
    }
    return ModelRow.isHere(registry.view(entry.id()))
        ? Optional.of("It is here already")
        : Optional.empty();
  }

  /**
   * Fetches a model and waits for it; one that is here is no error.
   *
   * @param id of the catalogue, or one that it stands in for
   */
  public Imported take(Optional<String> id) throws InterruptedException {
    return ModelFailures.answered(() -> take(models.get(), id));
  }

  private static Imported take(ModelRegistry registry, Optional<String> id)
      throws InterruptedException {
    var entry = entry(registry, id);
    var view = registry.install(entry.id(), Progress.UNHEARD).model();
    return new Imported(
        "ok",
        view.id(),
        view.id(),
        view.scale(),
        Megabytes.of(view.file().bytes()),
        false,
        entry.licence().spdx(),
        !entry.licence().commercialUse(),
        view.file().bytes());
  }

  /**
   * Begins to fetch a model; one that is here is done at once.
   *
   * @param id of the catalogue, or one that it stands in for
   */
  public Started start(Optional<String> id) throws InterruptedException {
    return ModelFailures.answered(
        () -> {
          var registry = models.get();
          var model = entry(registry, id).id();
          var job = jobs.start(model, progress -> registry.install(model, progress).model());
          return new Started("queued", job.id(), DIRECT);
        });
  }

  private static CatalogueEntry entry(ModelRegistry registry, Optional<String> asked) {
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

  /**
   * How far an import is.
   *
   * @throws ServiceFailure with 404 if there is no such job
   */
  public Status status(String jobId) {
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

  @PreDestroy
  void end() {
    jobs.close();
  }
}
