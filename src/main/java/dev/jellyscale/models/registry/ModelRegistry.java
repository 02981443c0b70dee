package dev.jellyscale.models.registry;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.models.catalogue.CatalogueEntry;
import dev.jellyscale.models.catalogue.NamedModel;
import dev.jellyscale.models.lifecycle.Lease;
import dev.jellyscale.models.lifecycle.ModelState;
import dev.jellyscale.models.lifecycle.OpenModels;
import dev.jellyscale.models.registry.ModelAnswer.Told;
import dev.jellyscale.models.store.InstalledModel;
import dev.jellyscale.models.store.InstalledModels;
import dev.jellyscale.models.store.Origin;
import dev.jellyscale.protocol.BenchmarkFacts;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueuePlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The models of a node. An id may be that of another catalogue: the model that stands in for it is
 * used then, and named. Thread-safe.
 */
public final class ModelRegistry implements ModelService {
  private final ModelNames names;
  private final Installation installation;
  private final Benchmarking benchmarking;
  private final Recommending recommending;
  private final CleanUp cleanUp;
  private final ModelViews views;
  private final InstalledModels installed;
  private final OpenModels open;
  private final CopyInspection inspection;
  private final InstantSource clock;

  /** Puts a registry together from its parts. */
  public ModelRegistry(RegistryParts parts, OpenModels open, InstantSource clock) {
    this.open = open;
    this.clock = clock;
    inspection = new CopyInspection(parts.commands(), parts.scratch(), parts.files().maxBytes());
    installed = parts.store().models();
    names = new ModelNames(parts.catalogue(), parts.aliases(), installed, parts.files());
    installation = new Installation(names, parts.files(), installed, open, clock);
    benchmarking = new Benchmarking(parts.commands(), parts.store().benchmarks(), clock);
    recommending = new Recommending(names, installed, benchmarking);
    cleanUp = new CleanUp(installed, installation, parts.files(), clock);
    views = new ModelViews(names, installed, installation, open, benchmarking);
  }

  @Override
  public ModelAnswer answer(ModelRequest request, Progress progress) throws InterruptedException {
    return switch (request) {
      case ModelRequest.ListAll _ -> list();
      case ModelRequest.Install(String id) -> install(new ModelId(id), progress);
      case ModelRequest.Import(String path, String id) ->
          take(absolute(path), new ModelId(id), progress);
      case ModelRequest.Inspect(String path) -> inspect(absolute(path));
      case ModelRequest.Remove(String id) -> remove(new ModelId(id));
      case ModelRequest.Load(String id) -> load(new ModelId(id));
      case ModelRequest.Unload(String id) -> unload(new ModelId(id));
      case ModelRequest.Benchmark(String id, boolean again) -> benchmark(new ModelId(id), again);
      case ModelRequest.Recommend wish -> recommending.recommend(wish);
      case ModelRequest.Locate(String id) -> locate(new ModelId(id));
      case ModelRequest.Clean(int days, boolean dryRun) ->
          clean(Duration.ofDays(notNegative(days)), dryRun);
    };
  }

  private static int notNegative(int days) {
    if (days < 0) {
      throw new Invalid("A clean-up looks back, not " + days + " days");
    }
    return days;
  }

  private static Path absolute(String path) {
    var file = Path.of(path);
    if (!file.isAbsolute()) {
      throw new Invalid("'" + path + "' is no absolute path");
    }
    if (!Files.exists(file)) {
      throw new NotFound("There is no file '" + path + "'");
    }
    if (!Files.isRegularFile(file)) {
      throw new Invalid("'" + path + "' is no regular file");
    }
    return file;
  }

  /** All models that this node knows, and the room that they take. */
  public ModelAnswer.Listed list() {
    long bytes = installed.all().stream().mapToLong(InstalledModel::bytes).sum();
    return new ModelAnswer.Listed(views.all(), bytes);
  }

  /** The model that an id means. */
  public NamedModel resolve(ModelId id) {
    return names.resolve(id);
  }

  /** The models that this release knows by name. */
  public List<CatalogueEntry> catalogue() {
    return names.catalogue();
  }

  /** Whether an id is known but has no model: another catalogue's, for which none of ours fits. */
  public boolean lacksStandIn(ModelId id) {
    return names.lacksStandIn(id);
  }

  /** A model as it is now. */
  public ModelView view(ModelId id) {
    return views.of(resolve(id).model());
  }

  /** Whether a model is open, and where; empty where nobody has asked for it yet. */
  public Optional<ModelState> state(ModelId id) {
    return open.state(resolve(id).model());
  }

  /** Where a renderer finds the model that an id means. */
  public ModelSource source(ModelId id) {
    return names.onDisk(resolve(id).model()).source();
  }

  private ModelAnswer.Located locate(ModelId id) {
    var named = resolve(id);
    var file =
        switch (source(id)) {
          case ModelSource.Shipped _ -> Optional.<String>empty();
          case ModelSource.InFile inFile -> Optional.of(inFile.path());
        };
    return new ModelAnswer.Located(named.model().value(), asked(named), file);
  }

  private Told told(NamedModel named) {
    return new Told(views.of(named.model()), asked(named));
  }

  private static Optional<String> asked(NamedModel named) {
    return named.substitutedFor().map(ModelId::value);
  }

  /** Fetches the file of a model, unless it is there. */
  public Told install(ModelId id, Progress progress) throws InterruptedException {
    var named = resolve(id);
    installation.install(named.model(), progress);
    return told(named);
  }

  /** Takes a file as a model of that id. */
  public Told take(Path file, ModelId id, Progress progress) throws InterruptedException {
    installation.take(file, id, progress);
    return told(new NamedModel(id, Optional.empty()));
  }

  /** Looks at a file in a renderer, without taking it. */
  public ModelAnswer.Inspected inspect(Path file) throws InterruptedException {
    return inspection.inspect(file);
  }

  /**
   * Opens a model, or finds it open, and keeps it so until the lease is closed.
   *
   * @throws NotFound if it is not installed
   */
  public Lease lease(ModelId id) throws InterruptedException {
    return lease(id, QueuePlace.ofNode(Priority.INTERACTIVE));
  }

  /**
   * {@link #lease(ModelId)} on behalf of somebody.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Unavailable if the model is not open, and the
   *     deadline comes before its opening begins
   */
  public Lease lease(ModelId id, QueuePlace place) throws InterruptedException {
    var now = clock.instant();
    var known = names.recent().of(id, now);
    if (known.isPresent()) {
      return open.lease(known.get().source(), known.get().bytes(), place);
    }
    var model = resolve(id).model();
    var there = names.onDisk(model);
    var lease = open.lease(there.source(), there.bytes(), place);
    try {
      installed.used(model, now);
      names.recent().add(id, there, now);
      return lease;
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  /**
   * A model's bytes on this node.
   *
   * @param sha256 of its file; for a model that the program makes itself, what stands for it
   * @param bytes of its file; 0 where there is none
   */
  public record Copy(ModelSource source, String sha256, long bytes) {}

  /** The copy of a model that this node has; empty where it has none. */
  public Optional<Copy> copy(ModelId id) {
    var model = names.knows(id) ? resolve(id).model() : id;
    var known = installed.find(model);
    if (known.isEmpty() && !names.isShipped(model)) {
      return Optional.empty();
    }
    var there = names.onDisk(model);
    return Optional.of(new Copy(there.source(), there.sha256(), there.bytes()));
  }

  /** Whether the catalogue has a file of this hash for a model. */
  public boolean catalogueHas(ModelId id, String sha256) {
    return names
        .entry(id)
        .filter(CatalogueEntry::needsDownload)
        .flatMap(CatalogueEntry::file)
        .filter(file -> file.sha256().equals(sha256))
        .isPresent();
  }

  /**
   * Fetches a model of the catalogue in place of other bytes that have its name, if any.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Conflict if those are at work
   */
  public void replace(ModelId id) throws InterruptedException {
    if (installed.find(id).isPresent()) {
      installation.remove(id);
    }
    installation.install(id, Progress.UNHEARD);
  }

  /**
   * Opens a model of a job, wherever it lies, and keeps it so until the lease is closed. Whoever
   * waits at a screen comes first; what only jobs want comes behind it, since others that open
   * models wait until this is done.
   *
   * @param bytes of its file
   */
  public Lease lease(ModelSource source, long bytes) throws InterruptedException {
    return open.lease(source, bytes, QueuePlace.ofNode(Priority.BATCH));
  }

  /** Opens a model; it stays open until it is idle for long. */
  public Told load(ModelId id) throws InterruptedException {
    lease(id).close();
    return told(resolve(id));
  }

  /** Opens a model that is not closed for being idle; of such models there is one, the last. */
  public Told keepOpen(ModelId id) throws InterruptedException {
    open.neverRetire(resolve(id).model());
    return load(id);
  }

  /** Closes a model. */
  public Told unload(ModelId id) throws InterruptedException {
    var named = resolve(id);
    open.unload(named.model());
    return told(named);
  }

  /** Removes an installed model. */
  public ModelAnswer.Removed remove(ModelId id) throws InterruptedException {
    var named = installation.isUnknown(id) ? new NamedModel(id, Optional.empty()) : resolve(id);
    long bytes = installation.remove(named.model());
    return new ModelAnswer.Removed(named.model().value(), asked(named), bytes);
  }

  /** How fast a model is here; it is measured where that is not known. */
  public ModelAnswer.Measured benchmark(ModelId id, boolean again) throws InterruptedException {
    var named = resolve(id);
    var measured = benchmarking.measure(names.onDisk(named.model()), again);
    return new ModelAnswer.Measured(
        named.model().value(), asked(named), ModelViews.speeds(measured));
  }

  /** Has recommendations and lists know what was measured of an installed model on this device. */
  public void remember(ModelId id, List<BenchmarkFacts> measured) {
    benchmarking.remember(names.onDisk(resolve(id).model()), measured);
  }

  /** Removes fetched models that were not used for so long, or tells which it would remove. */
  public ModelAnswer.CleanedUp clean(Duration unused, boolean dryRun) throws InterruptedException {
    return cleanUp.run(unused, dryRun);
  }

  /**
   * Has clean-ups keep some models, also those that the command line asks for.
   *
   * @param models asked at each clean-up: them, and why they stay, in words that follow a name
   */
  public void spare(Supplier<Map<ModelId, String>> models) {
    cleanUp.spare(models);
  }

  /** Closes models that nobody has used for long. To be called now and then. */
  public void retireIdle() throws InterruptedException {
    open.retireIdle();
  }

  /**
   * Forgets models whose files are gone; to be called before the first request.
   *
   * @return their ids
   */
  public List<ModelId> forgetLost() {
    var lost =
        installed.all().stream()
            .filter(model -> model.origin() != Origin.SHIPPED)
            .map(InstalledModel::id)
            .filter(id -> !names.hasFile(id))
            .toList();
    lost.forEach(installed::remove);
    return lost;
  }
}
