package dev.jellyscale.api.service.models;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.registry.ModelAnswer;
import dev.jellyscale.models.registry.ModelRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a clean-up removes.
 *
 * @param dryRun whether it was only asked
 * @param toDelete what was removed, or would be
 * @param freedMb that it took, or takes
 * @param deletedCount models that were removed
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CleanUpAnswer(
    boolean dryRun, List<Row> toDelete, List<Kept> kept, double freedMb, int deletedCount) {

  /**
   * A model that goes.
   *
   * @param lastUsedDaysAgo whole days; -1 where it was never used
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Row(String name, double sizeMb, long lastUsedDaysAgo) {}

  /** A model that stays. */
  public record Kept(String name, String reason) {}

  /** Ids of what was removed. */
  @JsonIgnore
  List<ModelId> removed() {
    return toDelete.stream().map(row -> new ModelId(row.name())).toList();
  }

  /** Has the registry clean up, and tells it in this form. */
  record Asking(ModelRegistry registry, InstantSource clock) {

    CleanUpAnswer run(int days, boolean dryRun) throws InterruptedException {
      var ages = ages();
      var answer = registry.clean(Duration.ofDays(days), dryRun);
      var rows =
          answer.removed().stream()
              .map(
                  one ->
                      new Row(
                          one.model(),
                          Megabytes.of(one.bytes()),
                          ages.getOrDefault(one.model(), -1L)))
              .toList();
      var kept = answer.kept().stream().map(one -> new Kept(one.model(), one.reason())).toList();
      long freed = answer.removed().stream().mapToLong(ModelAnswer.Removed::bytes).sum();
      return new CleanUpAnswer(dryRun, rows, kept, Megabytes.of(freed), dryRun ? 0 : rows.size());
    }

    private Map<String, Long> ages() {
      var ages = new HashMap<String, Long>();
      for (var view : registry.list().models()) {
        Optional<Instant> used = view.file().lastUsed().map(Instant::parse);
        ages.put(
            view.id(),
            used.map(when -> Duration.between(when, clock.instant()).toDays()).orElse(-1L));
      }
      return ages;
    }
  }
}
