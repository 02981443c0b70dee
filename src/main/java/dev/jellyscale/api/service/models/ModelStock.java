package dev.jellyscale.api.service.models;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.machine.Remembered;
import dev.jellyscale.models.registry.ModelView;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What models there are, what room they take, and how it is freed. Failures are those of {@link
 * ModelFailures#answered}.
 */
@Singleton
public class ModelStock {
  private static final long MOST_DAYS = 36_500;
  private static final Duration RECENT = Duration.ofSeconds(1);

  private final NodeModels models;
  private final CurrentModel current;
  private final Remembered<List<ModelView>> recent;

  ModelStock(NodeModels models, CurrentModel current) {
    this.models = models;
    this.current = current;
    recent = new Remembered<>(this::views, RECENT);
  }

  /**
   * Files of installed models.
   *
   * @param modelsDir name of their folder in the data directory
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record DiskUsage(
      String modelsDir, double totalSizeMb, int modelCount, List<FileRow> models) {}

  /**
   * One of them.
   *
   * @param lastUsed ISO 8601, or {@code never}
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record FileRow(String name, double sizeMb, String lastUsed) {

    static FileRow of(ModelView view) {
      var file = view.file();
      return new FileRow(
          view.id() + ".onnx", Megabytes.of(file.bytes()), file.lastUsed().orElse("never"));
    }
  }

  /** All models. */
  public ModelRow.Listing list() throws InterruptedException {
    return ModelFailures.answered(() -> listing(views()));
  }

  /**
   * All models as they were within the last second, for callers who are many and ask often. Which
   * one is chosen is as of now.
   */
  public ModelRow.Listing recentList() throws InterruptedException {
    return ModelFailures.answered(() -> listing(recent.get()));
  }

  private List<ModelView> views() {
    return models.registry().list().models();
  }

  private ModelRow.Listing listing(List<ModelView> views) {
    var chosen = current.get().map(CurrentModel.Chosen::id);
    var rows = views.stream().map(view -> ModelRow.of(view, chosen)).toList();
    return new ModelRow.Listing(rows, rows.size());
  }

  /** The room that installed models take; models of the installation take none. */
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

  /**
   * Removes models that can be fetched again and that nobody has used for so many days.
   *
   * @param days 0 to 36500
   * @param dryRun whether it is only told what would go
   * @throws ServiceFailure with 400 if there are more days, or fewer
   */
  public CleanUpAnswer cleanUp(long days, boolean dryRun) throws InterruptedException {
    if (days < 0 || days > MOST_DAYS) {
      throw ServiceFailure.of(400, "max_age_days is from 0 to " + MOST_DAYS);
    }
    return ModelFailures.answered(
        () -> {
          var cleaning = new CleanUpAnswer.Asking(models.registry(), InstantSource.system());
          var answer = cleaning.run((int) days, dryRun);
          if (!dryRun) {
            answer.removed().forEach(current::forget);
          }
          return answer;
        });
  }
}
