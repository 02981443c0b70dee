package dev.jellyscale.api.control;

import dev.jellyscale.config.DataDirectory;
import dev.jellyscale.config.Places;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.models.lifecycle.LifecycleSettings;
import dev.jellyscale.models.registry.ModelRegistry;
import dev.jellyscale.models.registry.OwnRegistry;
import dev.jellyscale.supervisor.Supervisor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The models of the running node. A data directory that another process holds ends the start; what
 * else is wrong with it leaves the node alive, and readiness tells it.
 */
@Singleton
public class NodeModels {
  private static final System.Logger LOG = System.getLogger(NodeModels.class.getName());
  private static final String DEFAULT_MODEL = "default.model";

  /** Whether the node has models at all; it has unless this is {@code false}, as in HTTP tests. */
  private static final String ENABLED = "jellyscale.models.enabled";

  private static final Duration TICK = Duration.ofSeconds(30);

  private final Supervisor supervisor;
  private final Config config;
  private @Nullable OwnRegistry own;
  private @Nullable Path handOver;
  private @Nullable ControlServer control;
  private @Nullable Thread keeper;
  private volatile Optional<String> obstacle = Optional.of("The node is starting");

  NodeModels(Supervisor supervisor, Config config) {
    this.supervisor = supervisor;
    this.config = config;
  }

  /** Opens the data directory and listens to the command line. */
  void begin(@Observes StartupEvent start) {
    if (!config.getOptionalValue(ENABLED, Boolean.class).orElse(true)) {
      obstacle = Optional.empty();
      return;
    }
    // What is wrong with a setting ends the start too: nobody waits for it to become right.
    LifecycleSettings.ofEnvironment(System.getenv());
    try {
      open(Places.ofEnvironment(System.getenv()));
      obstacle = Optional.empty();
    } catch (Conflict e) {
      throw e;
    } catch (JellyscaleException e) {
      LOG.log(Level.ERROR, "No model can be used: {0}", e.getMessage());
      obstacle = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void open(Places places) {
    var opened = OwnRegistry.open(places, supervisor, System.getenv());
    own = opened;
    handOver =
        OwnRegistry.folders(places)
            .work()
            .resolve("service-" + opened.data().nodeName(places.node()));
    var registry = opened.registry();
    control = ControlServer.start(DataDirectory.controlSocket(opened.data().root()), registry);
    keeper = Thread.ofVirtual().name("model-keeper").start(() -> keep(registry));
  }

  /** Keeps the default model open, and closes models that are idle for long. */
  private void keep(ModelRegistry registry) {
    var standing = new DefaultModel(registry, config.getOptionalValue(DEFAULT_MODEL, String.class));
    try {
      standing.open();
      while (true) {
        Thread.sleep(TICK);
        tick(registry, standing);
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "Models are kept no more", e);
    }
  }

  private static void tick(ModelRegistry registry, DefaultModel standing)
      throws InterruptedException {
    try {
      registry.retireIdle();
      standing.reopen();
    } catch (RuntimeException e) {
      // The next attempt may do better; ending here would keep every model open for ever.
      LOG.log(Level.WARNING, "Models are not kept as they should be", e);
    }
  }

  /** Hangs up on the command line and gives the data directory up. */
  void end(@Observes ShutdownEvent stop) {
    try {
      if (control != null) {
        control.close();
      }
    } finally {
      if (keeper != null) {
        keeper.interrupt();
      }
      if (own != null) {
        own.close();
      }
    }
  }

  /** The data directory, which this node holds alone; empty where it is not held. */
  public Optional<DataDirectory> data() {
    return Optional.ofNullable(own).map(OwnRegistry::data);
  }

  /** Folder of secrets in the data directory, which need not exist; empty where none is held. */
  public Optional<Path> secrets() {
    return Optional.ofNullable(own).map(opened -> opened.data().secrets());
  }

  /** Why no model can be used; empty where models can be used. */
  public Optional<String> obstacle() {
    if (obstacle.isPresent() || own == null) {
      return obstacle;
    }
    try {
      own.store().check();
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of("The database does not answer: " + e.getMessage());
    }
  }

  /** What can be asked of the models; empty where none can be used. */
  public Optional<ModelRegistry> ifThere() {
    return Optional.ofNullable(own).map(OwnRegistry::registry);
  }

  /**
   * Folder of this node alone that renderers may read and write, for pictures on their way.
   *
   * @throws EngineFailure if no model can be used
   */
  public Path handOver() {
    var folder = handOver;
    if (folder == null) {
      throw new EngineFailure(obstacle.orElse("Models are switched off"), null);
    }
    return folder;
  }

  /**
   * What can be asked of the models.
   *
   * @throws EngineFailure if no model can be used
   */
  public ModelRegistry registry() {
    var opened = own;
    if (opened == null) {
      throw new EngineFailure(obstacle.orElse("Models are switched off"), null);
    }
    return opened.registry();
  }
}
