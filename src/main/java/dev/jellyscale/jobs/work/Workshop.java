package dev.jellyscale.jobs.work;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.disk.DiskFloor;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.models.registry.ModelRegistry;
import dev.jellyscale.models.registry.Progress;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.supervisor.VideoCommands;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a node works for jobs with.
 *
 * @param node its name
 * @param store rows of jobs
 * @param renderers who does what
 * @param models the node's models
 * @param places where things are
 * @param faults where the node fails on purpose
 */
public record Workshop(
    NodeName node,
    JobStore store,
    Renderers renderers,
    Supplier<ModelRegistry> models,
    Places places,
    FaultInjection faults) {

  /**
   * Renderers.
   *
   * @param devices that render; a slot each
   * @param files that plan, check and join beside them
   * @param providers that the devices can infer by
   */
  public record Renderers(
      VideoCommands devices, VideoCommands files, Set<ExecutionProvider> providers) {
    public Renderers {
      providers = Set.copyOf(providers);
    }

    /** The best provider of the devices. */
    ExecutionProvider best() {
      return Stream.of(ExecutionProvider.TENSORRT, ExecutionProvider.CUDA)
          .filter(providers::contains)
          .findFirst()
          .orElse(ExecutionProvider.CPU);
    }
  }

  /**
   * Folders of media and of work.
   *
   * @param floor that stays free on their disks
   */
  public record Places(MediaRoots roots, JobFolders folders, DiskFloor floor) {

    /** With the usual floor. */
    public Places(MediaRoots roots, JobFolders folders) {
      this(roots, folders, DiskFloor.USUAL);
    }
  }

  /** This node did something. */
  Cause cause(String why) {
    return new Cause(node.value(), why);
  }

  /** A job's model, fetched where this node does not have it yet. */
  ModelSource model(Job job) throws InterruptedException {
    var registry = models.get();
    registry.install(job.recipe().model(), Progress.UNHEARD);
    return registry.source(job.recipe().model());
  }

  /** What shall be made of a job's source, with what its plan has settled. */
  VideoWish wish(Job job, ModelSource model) {
    var recipe = job.recipe();
    var encoder = job.plan().map(plan -> plan.rendering().encoder()).orElse(recipe.encoder());
    return new VideoWish(
        places.roots().source(recipe.source()).toString(),
        model,
        recipe.scale(),
        encoder,
        VideoWish.Handling.STRICT);
  }
}
