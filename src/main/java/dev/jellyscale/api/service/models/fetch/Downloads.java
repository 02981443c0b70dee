package dev.jellyscale.api.service.models.fetch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.api.service.models.Megabytes;
import dev.jellyscale.api.service.models.ModelFailures;
import dev.jellyscale.api.service.models.ModelRow;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.registry.ModelRegistry;
import dev.jellyscale.models.registry.Progress;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Fetching models of the catalogue: at once, or while nobody waits. Failures are those of {@link
 * ModelFailures#answered}.
 */
@Singleton
public class Downloads {
  private static final int MOST_PERCENT = 99;
  private static final double MILLIS = 1000;

  private final Supplier<ModelRegistry> models;
  private final ModelJobs jobs;

  @Inject
  Downloads(NodeModels models) {
    this(models::registry, new ModelJobs(InstantSource.system()));
  }

  Downloads(Supplier<ModelRegistry> models, ModelJobs jobs) {
    this.models = models;
    this.jobs = jobs;
  }

  /**
   * A model is here.
   *
   * @param model the real one
   * @param substitutedFor id that was asked for, where another model stands in
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Fetched(
      String status,
      String model,
      double sizeMb,
      Optional<String> substitutedFor,
      Optional<String> substitutedBy) {}

  /** A model will be here, or is. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Started(
      String status,
      String model,
      Optional<String> jobId,
      boolean alreadyPresent,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> substitutedFor,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> substitutedBy) {}

  /** How far a download is. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Status(
      String jobId,
      String model,
      String status,
      Optional<String> error,
      double startedAt,
      double downloadedMb,
      double totalMb,
      OptionalInt progress,
      Optional<Double> sizeMb) {}

  /**
   * Fetches a model and waits for it.
   *
   * @param name its id, or one that it stands in for
   */
  public Fetched fetch(String name) throws InterruptedException {
    return ModelFailures.answered(
        () -> {
          var registry = models.get();
          var told = registry.install(ModelFailures.id(registry, name), Progress.UNHEARD);
          return new Fetched(
              "success",
              told.model().id(),
              Megabytes.of(told.model().file().bytes()),
              told.substitutedFor(),
              told.substitutedBy());
        });
  }

  /**
   * Begins to fetch a model, unless it is here.
   *
   * @param name its id, or one that it stands in for
   */
  public Started start(String name) throws InterruptedException {
    return ModelFailures.answered(() -> begin(models.get(), name));
  }

  private Started begin(ModelRegistry registry, String name) {
    var named = registry.resolve(ModelFailures.id(registry, name));
    var model = named.model();
    var asked = named.substitutedFor().map(ModelId::value);
    var real = asked.map(_ -> model.value());
    if (ModelRow.isHere(registry.view(model))) {
      return new Started("completed", model.value(), Optional.empty(), true, asked, real);
    }
    var job = jobs.start(model, progress -> registry.install(model, progress).model());
    return new Started("queued", model.value(), Optional.of(job.id()), false, asked, real);
  }

  /**
   * How far a download is.
   *
   * @throws dev.jellyscale.api.service.ServiceFailure with 404 if there is no such job
   */
  public Status status(String jobId) {
    var job = jobs.find(jobId);
    long bytes = job.bytes();
    long of = job.of();
    return new Status(
        job.id(),
        job.asked().value(),
        job.status(),
        job.error(),
        job.started().toEpochMilli() / MILLIS,
        Megabytes.of(bytes),
        Megabytes.of(of),
        of > 0
            ? OptionalInt.of((int) Math.min(MOST_PERCENT, bytes * 100 / of))
            : OptionalInt.empty(),
        job.model().map(model -> Megabytes.of(model.file().bytes())));
  }

  @PreDestroy
  void end() {
    jobs.close();
  }
}
