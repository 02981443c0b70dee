package dev.jellyscale.jobs.model;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.model.SharedModels.Content;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.PackedNetworks;
import dev.jellyscale.models.lifecycle.Lease;
import dev.jellyscale.models.registry.ModelRegistry;
import dev.jellyscale.models.registry.ModelRegistry.Copy;
import dev.jellyscale.models.registry.Progress;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the models of jobs. Who plans a job settles the bytes of its model; whoever renders for it
 * has the same ones, fetches them, or does not render.
 *
 * @param registry this node's models
 * @param shared models that other nodes have put where this one finds them
 */
public record JobModels(Supplier<ModelRegistry> registry, SharedModels shared) {

  /**
   * A model for a job that is planned: fetched where this node does not have it yet, and shared, so
   * that others have it, and so that it is there when another build has other bytes under its name.
   *
   * @throws NotFound if this node has no such model
   * @throws JellyscaleException if it cannot be fetched or shared
   */
  public JobModel settle(ModelId id) throws InterruptedException {
    registry.get().install(id, Progress.UNHEARD);
    var copy = registry.get().copy(id).orElseThrow(() -> new NotFound("No model '" + id + "'"));
    var content = content(copy.source());
    if (content.isPresent()) {
      shared.put(content.get(), copy.sha256());
    }
    return of(copy);
  }

  /** Empty where every program makes the model itself. */
  private static Optional<Content> content(ModelSource source) {
    return switch (source) {
      case ModelSource.InFile file -> Optional.of(() -> FileChannel.open(Path.of(file.path())));
      case ModelSource.Shipped(var id, var sha256) ->
          sha256.map(_ -> () -> Channels.newChannel(PackedNetworks.open(id.value())));
    };
  }

  /**
   * The very model that a job was planned with.
   *
   * @param sha256 of its file, as the plan says
   * @throws NotFound if this node has other bytes under that name, or none, and cannot get them
   * @throws JellyscaleException if they cannot be fetched now
   */
  public JobModel find(ModelId id, String sha256) throws InterruptedException {
    var own = matching(id, sha256);
    if (own.isEmpty() && registry.get().catalogueHas(id, sha256)) {
      registry.get().replace(id);
      own = matching(id, sha256);
    }
    return own.isPresent() ? own.get() : shared(id, sha256);
  }

  private Optional<JobModel> matching(ModelId id, String sha256) {
    return registry.get().copy(id).filter(it -> it.sha256().equals(sha256)).map(JobModels::of);
  }

  private JobModel shared(ModelId id, String sha256) throws InterruptedException {
    var file =
        shared
            .find(sha256)
            .orElseThrow(
                () ->
                    new NotFound(
                        "It has no model '%s' with SHA-256 %s, nor has the work directory"
                            .formatted(id, sha256)));
    var source = new ModelSource.InFile(id, file.toString(), sha256);
    return new JobModel(source, sha256, file.toFile().length());
  }

  private static JobModel of(Copy copy) {
    return new JobModel(copy.source(), copy.sha256(), copy.bytes());
  }

  /** Opens a model, or finds it open, and keeps it so until the lease is closed. */
  public Lease lease(JobModel model) throws InterruptedException {
    return registry.get().lease(model.source(), model.bytes());
  }
}
