package dev.jellyscale.cli.models;

import dev.jellyscale.api.control.ControlClient;
import dev.jellyscale.config.DataDirectory;
import dev.jellyscale.config.Places;
import dev.jellyscale.models.registry.ModelAnswer;
import dev.jellyscale.models.registry.ModelRequest;
import dev.jellyscale.models.registry.OwnRegistry;
import dev.jellyscale.models.registry.Progress;
import dev.jellyscale.supervisor.RendererLaunch;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.SupervisorSettings;

/** The line to the models of this machine: a running node, or the data directory itself. */
public final class ModelLine {

  private ModelLine() {}

  /**
   * Asks the node that runs, or holds its data directory meanwhile where none does.
   *
   * @throws dev.jellyscale.error.JellyscaleException if it cannot be done
   * @throws InterruptedException if the calling thread is interrupted, which ends the work
   */
  public static ModelAnswer ask(Places places, ModelRequest request, Progress progress)
      throws InterruptedException {
    var node = ControlClient.find(DataDirectory.controlSocket(places.data()));
    if (node.isPresent()) {
      return node.get().answer(request, progress);
    }
    var launch = RendererLaunch.likeThisProcess(OwnRegistry.folders(places));
    try (var supervisor = new Supervisor(SupervisorSettings.of(launch));
        var own = OwnRegistry.open(places, supervisor, System.getenv())) {
      return own.registry().answer(request, progress);
    }
  }
}
