package dev.jellyscale.renderer;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.EngineOptions;
import dev.jellyscale.engine.RunLimits;
import dev.jellyscale.protocol.job.RangeFacts;
import dev.jellyscale.protocol.job.RangeTask;
import dev.jellyscale.protocol.job.RangeTask.Limits;
import dev.jellyscale.protocol.job.SegmentFile;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.video.job.JobPlan;
import dev.jellyscale.video.job.JobPlanner;
import dev.jellyscale.video.part.RangeJob;
import java.nio.file.Path;
import java.util.List;

/** Upscales ranges of videos into segments. */
record RangeWork(Engine engine, OpenModels models, ProbedSources sources) {
  /** Holds every kind of stream; nothing is written under this name. */
  private static final Path OUTPUT = Path.of("segment.mkv");

  /** Renders a range, tells its progress and stands still when it shall. */
  RangeFacts run(RangeTask order, Task task) throws InterruptedException {
    if (order.limits().equals(Limits.NONE)) {
      return run(engine, order, task);
    }
    try (var limited = new Engine(options(order.limits()))) {
      return run(limited, order, task);
    }
  }

  private static EngineOptions options(Limits limits) {
    var options =
        EngineOptions.defaults()
            .withLimits(new RunLimits(limits.largestBatch(), limits.mostTilePixels()));
    return limits.provider().map(only -> options.withPreference(List.of(only))).orElse(options);
  }

  private RangeFacts run(Engine with, RangeTask order, Task task) throws InterruptedException {
    var job = new RangeJob(with, plan(order.wish()));
    long total = job.outputFrames(order.frames());
    task.requireWanted();
    var made = job.render(order.frames(), Path.of(order.segment()), new Watched(task, total));
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
