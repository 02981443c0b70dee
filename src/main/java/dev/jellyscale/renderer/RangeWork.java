package dev.jellyscale.renderer;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.EngineOptions;
import dev.jellyscale.engine.RunLimits;
import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.protocol.job.RangeFacts;
import dev.jellyscale.protocol.job.RangeTask;
import dev.jellyscale.protocol.job.RangeTask.Limits;
import dev.jellyscale.protocol.job.SegmentFile;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.video.job.JobPlan;
import dev.jellyscale.video.job.JobPlanner;
import dev.jellyscale.video.job.UpscalerOpening;
import dev.jellyscale.video.part.RangeJob;
import dev.jellyscale.video.scale.ScalePlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Upscales ranges of videos into segments. What was opened for one range stays open for the next
 * one of the same kind, since opening may take longer than rendering a short range; so there is one
 * session more than those of models until {@link #close}. Used by one thread.
 */
final class RangeWork implements AutoCloseable {
  /** Holds every kind of stream; nothing is written under this name. */
  private static final Path OUTPUT = Path.of("segment.mkv");

  private final Engine usual;
  private final OpenModels models;
  private final ProbedSources sources;
  private @Nullable Session kept;

  /**
   * @param usual for ranges without limits; stays the caller's
   */
  RangeWork(Engine usual, OpenModels models, ProbedSources sources) {
    this.usual = usual;
    this.models = models;
    this.sources = sources;
  }

  /** All that an upscaler depends on. */
  private record Kind(
      Limits limits, ModelSource model, FrameFormat input, FrameFormat output, ScalePlan scale) {
    static Kind of(RangeTask order, JobPlan plan) {
      return new Kind(
          order.limits(),
          order.wish().model(),
          plan.source().format(),
          plan.output().encode().format(),
          plan.scale());
    }
  }

  /**
   * An upscaler that is open.
   *
   * @param colour of what it takes
   * @param own engine that was made for it; empty where it is that of all
   */
  private record Session(
      Kind kind, ColourDescription colour, Upscaler upscaler, Optional<Engine> own)
      implements AutoCloseable {
    boolean serves(Kind wanted, ColourDescription wantedColour) {
      return kind.equals(wanted) && colour.equals(wantedColour);
    }

    @Override
    public void close() {
      upscaler.close();
      own.ifPresent(Engine::close);
    }
  }

  /** Renders a range, tells its progress and stands still when it shall. */
  RangeFacts run(RangeTask order, Task task) throws InterruptedException {
    var plan = plan(order.wish());
    long total = RangeJob.outputFrames(plan, order.frames());
    task.requireWanted();
    var session = session(order, plan);
    // Whoever fails or is cancelled leaves an upscaler that serves no more.
    kept = null;
    boolean done = false;
    try {
      var job = new RangeJob(plan, session.upscaler());
      var made = job.render(order.frames(), Path.of(order.segment()), new Watched(task, total));
      done = true;
      return facts(made);
    } finally {
      if (done) {
        kept = session;
      } else {
        session.close();
      }
    }
  }

  private Session session(RangeTask order, JobPlan plan) throws InterruptedException {
    var kind = Kind.of(order, plan);
    var colour = plan.source().probed().facts().video().colour();
    if (kept != null && kept.serves(kind, colour)) {
      return kept;
    }
    close();
    if (order.limits().equals(Limits.NONE)) {
      return new Session(kind, colour, UpscalerOpening.open(usual, plan), Optional.empty());
    }
    var own = new Engine(options(order.limits()));
    try {
      return new Session(kind, colour, UpscalerOpening.open(own, plan), Optional.of(own));
    } catch (InterruptedException | RuntimeException e) {
      own.close();
      throw e;
    }
  }

  /** Closes what is kept open: others need the memory. */
  @Override
  public void close() {
    if (kept != null) {
      kept.close();
      kept = null;
    }
  }

  private static EngineOptions options(Limits limits) {
    var options =
        EngineOptions.defaults()
            .withLimits(new RunLimits(limits.largestBatch(), limits.mostTilePixels()));
    return limits.provider().map(only -> options.withPreference(List.of(only))).orElse(options);
  }

  private static RangeFacts facts(RangeJob.Made made) {
    var segment = made.segment();
    return new RangeFacts(
        segment.frames(),
        made.inferred(),
        new SegmentFile(
            segment.bytes(), segment.sha256(), segment.headerSha256(), segment.crc32c()),
        made.seconds(),
        made.device());
  }

  private JobPlan plan(VideoWish wish) {
    var network = models.network(wish.model());
    var request = Requests.of(wish, OUTPUT).droppingUnsupported();
    var probed = sources.probe(request.source(), request.handling().allowDamaged());
    return JobPlanner.planParts(request, network, probed);
  }

  /** A range under way; told of its frames by the encoding thread. */
  private static final class Watched implements RangeJob.Watch {
    private final Task task;
    private final long total;
    private long done;

    Watched(Task task, long total) {
      this.task = task;
      this.total = total;
    }

    @Override
    public void written(boolean reused) {
      task.progress(++done, total);
    }

    @Override
    public void pass() throws InterruptedException {
      task.pass();
    }
  }
}
