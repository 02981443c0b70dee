package dev.jellyscale.jobs.work;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.SegmentState;
import dev.jellyscale.jobs.disk.DiskFloor;
import dev.jellyscale.jobs.fault.FaultInjection;
import dev.jellyscale.jobs.model.JobModel;
import dev.jellyscale.jobs.model.JobModels;
import dev.jellyscale.jobs.model.SharedModels;
import dev.jellyscale.jobs.publish.errand.KnownLibrary;
import dev.jellyscale.jobs.schedule.ExecutionRunner.Rhythm;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.models.lifecycle.Lease;
import dev.jellyscale.models.registry.ModelRegistry;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.supervisor.VideoCommands;
import java.lang.System.Logger.Level;
import java.util.Optional;
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
  private static final System.Logger LOG = System.getLogger(Workshop.class.getName());

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
   * @param library that the media are in; empty: none is configured
   */
  public record Places(
      MediaRoots roots, JobFolders folders, DiskFloor floor, Optional<KnownLibrary> library) {

    /** Without a library. */
    public Places(MediaRoots roots, JobFolders folders, DiskFloor floor) {
      this(roots, folders, floor, Optional.empty());
    }

    /** With the usual floor. */
    public Places(MediaRoots roots, JobFolders folders) {
      this(roots, folders, DiskFloor.USUAL);
    }
  }

  /** This node did something. */
  Cause cause(String why) {
    return new Cause(node.value(), why);
  }

  /** Finds models of jobs. */
  JobModels jobModels() {
    return new JobModels(models, new SharedModels(places.folders().models()));
  }

  private interface Search {
    JobModel run() throws InterruptedException;
  }

  /**
   * The model of a job that is planned here: where segments are done already, the one that they
   * were rendered with if it can be had, so that they keep their place.
   */
  JobModel settled(Job job) throws InterruptedException {
    var id = job.recipe().model();
    if (job.plan().isPresent() && hasDone(job)) {
      try {
        return jobModels().find(id, job.plan().get().modelSha256());
      } catch (NotFound e) {
        LOG.log(Level.INFO, "Job {0} is planned with another model: {1}", job.id(), e.getMessage());
      }
    }
    return orElsewhere(() -> jobModels().settle(id));
  }

  private boolean hasDone(Job job) {
    return store.segments().tally(job.id()).segments().containsKey(SegmentState.Kind.DONE);
  }

  /**
   * The very model that a job was planned with, fetched where this node does not have it yet.
   *
   * @throws Unavailable if it cannot be had here: another node may have it, or an admin brings it
   */
  JobModel model(Job job) throws InterruptedException {
    var plan = job.plan().orElseThrow();
    try {
      return jobModels().find(job.recipe().model(), plan.modelSha256());
    } catch (NotFound e) {
      throw new Unavailable(String.valueOf(e.getMessage()), e);
    }
  }

  /** What this node lacks is no fault of a job that another node may do. */
  private JobModel orElsewhere(Search search) throws InterruptedException {
    try {
      return search.run();
    } catch (NotFound e) {
      throw elsewhere(e, "another node may have it");
    }
  }

  /**
   * Opens the model of a job. That this node's device is too small for it is no fault of the job.
   */
  Lease lease(JobModel model) throws InterruptedException {
    try {
      return jobModels().lease(model);
    } catch (LimitExceeded e) {
      throw elsewhere(e, "another node may have more");
    }
  }

  private JellyscaleException elsewhere(JellyscaleException failure, String hope) {
    return store.nodes().seenWithin(Rhythm.ALIVE).size() > 1
        ? new Unavailable(failure.getMessage() + "; " + hope, failure)
        : failure;
  }

  /** Names a model for work that does not open it. */
  static JobModel unopened(Job job) {
    var sha256 = job.plan().orElseThrow().modelSha256();
    return new JobModel(ModelSource.shipped(job.recipe().model()), sha256, 0);
  }

  /** What shall be made of a job's source, with what its plan has settled. */
  VideoWish wish(Job job, JobModel model) {
    var recipe = job.recipe();
    var encoder = job.plan().map(plan -> plan.rendering().encoder()).orElse(recipe.encoder());
    return new VideoWish(
        places.roots().source(recipe.source()).toString(),
        model.source(),
        recipe.scale(),
        encoder,
        VideoWish.Handling.STRICT);
  }
}
