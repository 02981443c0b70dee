package dev.jellyscale.health;

import dev.jellyscale.config.Places;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.models.registry.OwnRegistry;
import dev.jellyscale.supervisor.RendererLaunch;
import dev.jellyscale.supervisor.RendererLaunch.Folders;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.SupervisorSettings;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.stream.Stream;

/** The node's supervisor of renderers: one for the life of the node. */
@Singleton
class RendererBeans {
  private static final System.Logger LOG = System.getLogger(RendererBeans.class.getName());

  /** The smallest model that every installation holds. */
  private static final ModelSource FIRST = ModelSource.shipped(new ModelId("bicubic-x2"));

  /** Folders that renderers may read besides installed models, separated by commas. */
  private static final String SOURCES = "JELLYSCALE_RENDERER_SOURCES";

  private volatile boolean ended;

  /** The folders of media, as the environment names them. */
  @Produces
  @Singleton
  MediaRoots roots() {
    return MediaRoots.of(System.getenv());
  }

  /** How renderers are started: those of all supervisors may touch the same. */
  @Produces
  @Singleton
  RendererLaunch launch(MediaRoots roots) {
    var environment = System.getenv();
    var places = Places.ofEnvironment(environment);
    var readable = new ArrayList<Path>();
    Stream.of(environment.getOrDefault(SOURCES, "").split(","))
        .filter(path -> !path.isBlank())
        .forEach(path -> readable.add(Path.of(path.strip())));
    var own = OwnRegistry.folders(places);
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      own.readable().forEach(RendererBeans::make);
    }
    readable.addAll(own.readable());
    readable.addAll(roots.readable());
    var launch = RendererLaunch.likeThisProcess(new Folders(own.work(), readable));
    if (!launch.confined()) {
      LOG.log(
          Level.WARNING,
          "{0}=off: RENDERERS ARE NOT CONFINED, a hostile file can do whatever this user may do",
          RendererLaunch.CONFINEMENT);
    }
    return launch;
  }

  /** Makes the supervisor; no renderer is started yet. */
  @Produces
  @Singleton
  Supervisor supervisor(RendererLaunch launch) {
    return new Supervisor(SupervisorSettings.ofEnvironment(launch, System.getenv()));
  }

  /** What is missing when a renderer starts stays out of its reach. */
  private static void make(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      // Who opens the data directory meets the same, and tells it in the log and in readiness.
      LOG.log(Level.DEBUG, "The folder of installed models cannot be made", e);
    }
  }

  /** Ends all renderers when the node stops. */
  void end(@Disposes Supervisor supervisor) {
    ended = true;
    supervisor.close();
  }

  /**
   * Has a renderer try a model when the node starts, so that readiness knows whether one works.
   * Tests of HTTP need none.
   */
  void begin(@Observes StartupEvent start, Supervisor supervisor) {
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      Thread.ofPlatform()
          .name("jellyscale-first-renderer")
          .daemon()
          .start(() -> tryOut(supervisor));
    }
  }

  private void tryOut(Supervisor supervisor) {
    try {
      supervisor.probe(FIRST);
    } catch (JellyscaleException e) {
      // A node that ends early, or whose start is refused, says itself why.
      LOG.log(ended ? Level.DEBUG : Level.ERROR, "No renderer works: {0}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
