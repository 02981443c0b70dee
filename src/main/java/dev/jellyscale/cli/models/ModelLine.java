package dev.jellyscale.cli.models;

import dev.jellyscale.api.control.ControlClient;
import dev.jellyscale.config.DataDirectory;
import dev.jellyscale.config.Places;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.models.registry.ModelAnswer;
import dev.jellyscale.models.registry.ModelRequest;
import dev.jellyscale.models.registry.OwnRegistry;
import dev.jellyscale.models.registry.Progress;
import dev.jellyscale.supervisor.RendererLaunch;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.SupervisorSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The line to the models of this machine: a running node, or the data directory itself. */
public final class ModelLine {
  /** Most commands are done much sooner; one that is not deserves to be named. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long PAUSE_MILLIS = 100;

  private ModelLine() {}

  /** The registry while this process holds the data directory. */
  private record Held(Supervisor supervisor, OwnRegistry own) implements AutoCloseable {
    @Override
    public void close() {
      try (supervisor) {
        own.close();
      }
    }
  }

  /**
   * Asks the node that runs, or holds its data directory meanwhile where none does. Where another
   * command holds it, waits up to 10 s for the end of that.
   *
   * @throws dev.jellyscale.error.JellyscaleException if it cannot be done
   * @throws InterruptedException if the calling thread is interrupted, which ends the work
   */
  public static ModelAnswer ask(Places places, ModelRequest request, Progress progress)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      // Asked each time: who holds the directory may be a node that is just starting.
      var node = ControlClient.find(DataDirectory.controlSocket(places.data()));
      if (node.isPresent()) {
        return node.get().answer(request, progress);
      }
      var held = hold(places, System.nanoTime() - deadline >= 0);
      if (held.isPresent()) {
        try (var line = held.get()) {
          return line.own().registry().answer(request, progress);
        }
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  /** Empty where another process holds the directory, unless that is to be told. */
  private static Optional<Held> hold(Places places, boolean tell) {
    var launch = RendererLaunch.likeThisProcess(OwnRegistry.folders(places));
    var supervisor = new Supervisor(SupervisorSettings.of(launch));
    try {
      return Optional.of(
          new Held(supervisor, OwnRegistry.open(places, supervisor, System.getenv())));
    } catch (Conflict e) {
      supervisor.close();
      if (tell) {
        throw e;
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      supervisor.close();
      throw e;
    }
  }
}
