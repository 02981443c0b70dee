package dev.jellyscale.models.registry;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.store.InstalledModel;
import dev.jellyscale.models.store.InstalledModels;
import dev.jellyscale.models.store.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Removes models that can be fetched again and that nobody has used for long. */
final class CleanUp {
  private final InstalledModels installed;
  private final Installation installation;
  private final ModelFiles files;
  private final InstantSource clock;
  private volatile Supplier<Map<ModelId, String>> spared = Map::of;

  CleanUp(
      InstalledModels installed, Installation installation, ModelFiles files, InstantSource clock) {
    this.installed = installed;
    this.installation = installation;
    this.files = files;
    this.clock = clock;
  }

  /**
   * Keeps some models however long nobody has used them.
   *
   * @param models asked at each clean-up: them, and why they stay
   */
  void spare(Supplier<Map<ModelId, String>> models) {
    spared = models;
  }

  /**
   * Removes, or tells what it would remove.
   *
   * @param unused models that were not used for so long go
   * @param dryRun whether nothing is removed
   */
  ModelAnswer.CleanedUp run(Duration unused, boolean dryRun) throws InterruptedException {
    var removed = new ArrayList<ModelAnswer.Removed>();
    var kept = new ArrayList<ModelAnswer.Kept>();
    for (var model : installed.all()) {
      var reason = reasonToKeep(model, unused);
      if (reason.isEmpty()) {
        reason = dryRun ? Optional.empty() : remove(model.id());
      }
      if (reason.isPresent()) {
        kept.add(new ModelAnswer.Kept(model.id().value(), reason.get()));
      } else {
        removed.add(new ModelAnswer.Removed(model.id().value(), Optional.empty(), model.bytes()));
      }
    }
    var known = installed.all().stream().map(InstalledModel::id).toList();
    var foreign = files.folder().foreign(known).stream().map(Path::toString).toList();
    return new ModelAnswer.CleanedUp(dryRun, removed, kept, foreign);
  }

  private Optional<String> reasonToKeep(InstalledModel model, Duration unused) {
    var wanted = spared.get().get(model.id());
    if (wanted != null) {
      return Optional.of(wanted);
    }
    if (model.origin() == Origin.IMPORT) {
      return Optional.of("imported, so it cannot be fetched again");
    }
    var used = model.lastUsed().orElse(model.installedAt());
    if (Duration.between(used, clock.instant()).compareTo(unused) < 0) {
      return Optional.of((model.lastUsed().isPresent() ? "used " : "installed ") + used.toString());
    }
    return Optional.empty();
  }

  private Optional<String> remove(ModelId model) throws InterruptedException {
    try {
      installation.remove(model);
      return Optional.empty();
    } catch (Conflict e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
