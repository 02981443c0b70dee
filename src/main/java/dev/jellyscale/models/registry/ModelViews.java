package dev.jellyscale.models.registry;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.catalogue.CatalogueEntry;
import dev.jellyscale.models.lifecycle.ModelState;
import dev.jellyscale.models.lifecycle.OpenModels;
import dev.jellyscale.models.registry.ModelView.FileFacts;
import dev.jellyscale.models.registry.ModelView.Licence;
import dev.jellyscale.models.registry.ModelView.Speed;
import dev.jellyscale.models.registry.ModelView.State;
import dev.jellyscale.models.store.InstalledModel;
import dev.jellyscale.models.store.InstalledModels;
import dev.jellyscale.models.store.StoredBenchmark;
import dev.jellyscale.protocol.MemoryUse;
import dev.jellyscale.protocol.OpenFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Puts together what is known of a model: catalogue, database, renderers. */
final class ModelViews {
  private static final String UPSCALE = "upscale";

  private final ModelNames names;
  private final InstalledModels installed;
  private final Installation installation;
  private final OpenModels open;
  private final Benchmarking benchmarks;

  ModelViews(
      ModelNames names,
      InstalledModels installed,
      Installation installation,
      OpenModels open,
      Benchmarking benchmarks) {
    this.names = names;
    this.installed = installed;
    this.installation = installation;
    this.open = open;
    this.benchmarks = benchmarks;
  }

  /** All models: those of the catalogue in its order, then imported ones by id. */
  List<ModelView> all() {
    var views = new ArrayList<ModelView>();
    names.catalogue().forEach(entry -> views.add(of(entry.id())));
    installed.all().stream()
        .map(InstalledModel::id)
        .filter(id -> names.entry(id).isEmpty())
        .forEach(id -> views.add(of(id)));
    return views;
  }

  /** A model of the catalogue, or an installed one. */
  ModelView of(ModelId id) {
    var row = installed.find(id);
    var entry = names.entry(id);
    if (entry.isPresent()) {
      return catalogued(entry.get(), row);
    }
    return imported(row.orElseThrow());
  }

  private ModelView catalogued(CatalogueEntry entry, Optional<InstalledModel> row) {
    var licence = entry.licence();
    return new ModelView(
        entry.id().value(),
        entry.name(),
        state(entry.id()),
        entry.scale(),
        word(entry.kind()),
        word(entry.task()),
        Optional.of(new Licence(licence.spdx(), licence.commercialUse())),
        new FileFacts(
            entry.needsDownload() ? "catalogue" : "shipped",
            entry.file().map(CatalogueEntry.WeightsFile::bytes).orElse(0L),
            entry.file().map(CatalogueEntry.WeightsFile::sha256),
            row.map(InstalledModel::installedAt).map(Instant::toString),
            row.flatMap(InstalledModel::lastUsed).map(Instant::toString)),
        row.map(InstalledModel::traits),
        names.aliasesOf(entry.id()).stream().map(ModelId::value).toList(),
        speeds(entry.id()));
  }

  private ModelView imported(InstalledModel row) {
    return new ModelView(
        row.id().value(),
        row.id().value(),
        state(row.id()),
        row.traits().scale(),
        word(row.traits().kind()),
        row.traits().scale() == 1 ? "restore" : UPSCALE,
        Optional.empty(),
        new FileFacts(
            word(row.origin()),
            row.bytes(),
            Optional.of(row.sha256()),
            Optional.of(row.installedAt().toString()),
            row.lastUsed().map(Instant::toString)),
        Optional.of(row.traits()),
        List.of(),
        speeds(row.id()));
  }

  private State state(ModelId id) {
    var arrival = installation.arrival(id);
    if (arrival.isPresent()) {
      return new State(
          "installing",
          Optional.of("%d of %d bytes".formatted(arrival.get().bytes(), arrival.get().of())));
    }
    if (!names.isShipped(id) && installed.find(id).isEmpty()) {
      return new State("absent", Optional.empty());
    }
    return told(open.state(id).orElse(new ModelState.Installed()));
  }

  private static State told(ModelState state) {
    return switch (state) {
      case ModelState.Absent _ -> new State("absent", Optional.empty());
      case ModelState.Installing(long bytes, long of) ->
          new State("installing", Optional.of("%d of %d bytes".formatted(bytes, of)));
      case ModelState.Installed _ -> new State("installed", Optional.empty());
      case ModelState.Loading _ -> new State("loading", Optional.empty());
      case ModelState.Loaded(var since, var facts) ->
          new State("loaded", Optional.of("since %s, %s".formatted(since, words(facts))));
      case ModelState.Failed(String reason, var when) ->
          new State("failed", Optional.of("%s (%s)".formatted(reason, when)));
    };
  }

  private static String words(OpenFacts facts) {
    var memory = facts.memory();
    var pool = memory.pool() == MemoryUse.Pool.DEVICE ? "device memory" : "main memory";
    return memory.measured()
        ? "%s, %d bytes of %s".formatted(word(facts.provider()), memory.bytes(), pool)
        : "%s, use of %s unknown".formatted(word(facts.provider()), pool);
  }

  private List<Speed> speeds(ModelId id) {
    if (!names.isShipped(id) && installed.find(id).isEmpty()) {
      return List.of();
    }
    return speeds(benchmarks.of(names.onDisk(id)));
  }

  static List<Speed> speeds(List<StoredBenchmark> measured) {
    return measured.stream()
        .map(
            one ->
                new Speed(
                    one.input().width(),
                    one.input().height(),
                    one.framesPerSecond(),
                    one.memory().measured()
                        ? OptionalLong.of(one.memory().bytes())
                        : OptionalLong.empty(),
                    word(one.provider()),
                    one.measuredAt().toString()))
        .toList();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
