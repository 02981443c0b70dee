package dev.jellyscale.api.service.models;

import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.models.catalogue.NamedModel;
import dev.jellyscale.models.registry.ModelRegistry;
import dev.jellyscale.models.registry.Progress;
import dev.jellyscale.supervisor.queue.QueuePlace;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.Config;

/**
 * The one model that pictures are made with. It is chosen by {@code DEFAULT_MODEL} at the start and
 * by {@code POST /models/load} later; it stays chosen also while it is not open, and is opened
 * again by the next picture. Thread-safe.
 */
@Singleton
public class CurrentModel {
  private static final System.Logger LOG = System.getLogger(CurrentModel.class.getName());
  private static final String DEFAULT_MODEL = "default.model";

  /** After {@link NodeModels} has opened the registry. */
  private static final int AFTER_MODELS = 5_000;

  private final NodeModels models;
  private final Config config;
  private final AtomicReference<Optional<Chosen>> chosen = new AtomicReference<>(Optional.empty());

  /**
   * The chosen model.
   *
   * @param named the real one, and what it was asked for by
   * @param scale output pixels for an input pixel in each direction
   * @param since when it was chosen
   */
  public record Chosen(NamedModel named, int scale, Instant since) {
    /** Id of the real model. */
    public ModelId id() {
      return named.model();
    }
  }

  CurrentModel(NodeModels models, Config config) {
    this.models = models;
    this.config = config;
  }

  /** Chooses the default model; one that is not there is told in the log. */
  void begin(@Observes @Priority(AFTER_MODELS) StartupEvent start) {
    models.ifThere().ifPresent(registry -> registry.spare(() -> spared(registry)));
    var id = defaultModel();
    if (id.isEmpty()) {
      return;
    }
    try {
      var registry = models.registry();
      var model = new ModelId(id.get());
      registry.source(model);
      chosen.set(Optional.of(chosen(registry, model)));
    } catch (JellyscaleException e) {
      LOG.log(Level.ERROR, "DEFAULT_MODEL is not used: {0}", e.getMessage());
    }
  }

  private Optional<String> defaultModel() {
    return config
        .getOptionalValue(DEFAULT_MODEL, String.class)
        .map(String::strip)
        .filter(name -> !name.isEmpty());
  }

  /** What no clean-up may take: the next picture, or the next start, would find no model. */
  private Map<ModelId, String> spared(ModelRegistry registry) {
    var spared = new HashMap<ModelId, String>();
    try {
      defaultModel()
          .map(id -> registry.resolve(new ModelId(id)).model())
          .ifPresent(id -> spared.put(id, "DEFAULT_MODEL names it"));
    } catch (JellyscaleException e) {
      LOG.log(Level.DEBUG, "DEFAULT_MODEL names no model that could be kept", e);
    }
    get().ifPresent(model -> spared.put(model.id(), "pictures are made with it"));
    return spared;
  }

  private static Chosen chosen(ModelRegistry registry, ModelId id) {
    return new Chosen(registry.resolve(id), registry.view(id).scale(), Instant.now());
  }

  /** The chosen model; empty where none was chosen. */
  public Optional<Chosen> get() {
    return chosen.get();
  }

  /**
   * The chosen model.
   *
   * @throws ServiceFailure with 400 if none was chosen
   */
  public Chosen require() {
    return get()
        .orElseThrow(
            () -> ServiceFailure.of(400, "No model is loaded; load one with POST /models/load"));
  }

  /**
   * Fetches a model where it is not there, opens it, and chooses it. What was chosen stays where
   * that fails.
   *
   * @throws JellyscaleException if there is no such model or it cannot be opened
   */
  public Chosen choose(ModelId id) throws InterruptedException {
    var registry = models.registry();
    registry.install(id, Progress.UNHEARD);
    registry.load(id);
    var now = chosen(registry, id);
    chosen.set(Optional.of(now));
    return now;
  }

  /** Chooses none where {@code id} was chosen: it is gone. */
  void forget(ModelId id) {
    chosen.updateAndGet(now -> now.filter(model -> !model.id().equals(id)));
  }

  /**
   * A model as it would be chosen, which changes nothing.
   *
   * @throws JellyscaleException if there is no such model
   */
  public Chosen look(ModelId id) {
    return chosen(models.registry(), id);
  }

  /**
   * Does something with a model, which is open meanwhile.
   *
   * @param model chosen or looked at
   * @param place on whose behalf, and until when the model may be waited for where it is not open
   * @throws ServiceFailure with 400 if it was removed
   */
  public <T> T with(Chosen model, QueuePlace place, Work<T> work) throws InterruptedException {
    var registry = models.registry();
    try (var lease = registry.lease(model.id(), place)) {
      return work.with(model, lease.source());
    } catch (NotFound e) {
      forget(model.id());
      throw ServiceFailure.of(400, "No model is loaded: " + e.getMessage());
    }
  }

  /** Something that is done with an open model. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T with(Chosen model, ModelSource source) throws InterruptedException;
  }
}
