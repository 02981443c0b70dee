package dev.jellyscale.api.service.models;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.form.FieldText;
import dev.jellyscale.models.registry.ModelView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;

/** What models there are, what room they take, and how it is freed. */
@Path("/models")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class ModelResource {
  private static final long MOST_DAYS = 36_500;

  private final NodeModels models;
  private final CurrentModel current;

  ModelResource(NodeModels models, CurrentModel current) {
    this.models = models;
    this.current = current;
  }

  /**
   * Files of installed models.
   *
   * @param modelsDir name of their folder in the data directory
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record DiskUsage(String modelsDir, double totalSizeMb, int modelCount, List<FileRow> models) {}

  /**
   * One of them.
   *
   * @param lastUsed ISO 8601, or {@code never}
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record FileRow(String name, double sizeMb, String lastUsed) {

    static FileRow of(ModelView view) {
      var file = view.file();
      return new FileRow(
          view.id() + ".onnx", Megabytes.of(file.bytes()), file.lastUsed().orElse("never"));
    }
  }

  /** All models. */
  @GET
  public ModelRow.Listing list() throws InterruptedException {
    return ModelFailures.answered(
        () -> {
          var chosen = current.get().map(CurrentModel.Chosen::id);
          var rows =
              models.registry().list().models().stream()
                  .map(view -> ModelRow.of(view, chosen))
                  .toList();
          return new ModelRow.Listing(rows, rows.size());
        });
  }

  /** The room that installed models take; models of the installation take none. */
  @GET
  @Path("/disk-usage")
  public DiskUsage diskUsage() throws InterruptedException {
    return ModelFailures.answered(
        () -> {
          var listed = models.registry().list();
          var files =
              listed.models().stream()
                  .filter(view -> view.file().installedAt().isPresent())
                  .map(FileRow::of)
                  .toList();
          return new DiskUsage("models", Megabytes.of(listed.diskBytes()), files.size(), files);
        });
  }

  /** Removes models that can be fetched again and that nobody has used for long. */
  @POST
  @Path("/cleanup")
  public CleanUpAnswer cleanUp(
      @QueryParam("max_age_days") @DefaultValue("30") String days,
      @QueryParam("dry_run") @DefaultValue("true") String dryRun)
      throws InterruptedException {
    long age = FieldText.integer("query", "max_age_days", days);
    boolean dry = FieldText.truth("query", "dry_run", dryRun);
    if (age < 0 || age > MOST_DAYS) {
      throw ServiceFailure.of(400, "max_age_days is from 0 to " + MOST_DAYS);
    }
    return ModelFailures.answered(
        () -> {
          var cleaning = new CleanUpAnswer.Asking(models.registry(), InstantSource.system());
          var answer = cleaning.run((int) age, dry);
          if (!dry) {
            answer.removed().forEach(current::forget);
          }
          return answer;
        });
  }
}
