package dev.jellyscale.api.upscaler.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.v1.view.ProgressView;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job that is not finished, in the facade's words.
 *
 * @param inputPath below its root for administrators, the file's name for others
 * @param outputPath likewise
 * @param progress percent of its frames
 * @param startTime when it was begun with, or, where it was not yet, asked for
 * @param duration seconds since then
 * @param method always the same: there is one way to make films
 * @param currentFrame frames that are done
 * @param totalFrames 0 until it was planned
 * @param fps 0 where nothing renders now
 * @param etaSeconds missing where nobody knows
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record JobLine(
    String jobId,
    String inputPath,
    String outputPath,
    String status,
    double progress,
    String phase,
    Instant startTime,
    double duration,
    String method,
    String model,
    boolean isPaused,
    long currentFrame,
    long totalFrames,
    double fps,
    @Nullable Long etaSeconds) {
  private static final double PERCENT = 100;
  private static final double MILLIS = 1000;

  /**
   * What a caller is told of.
   *
   * @param progress empty until it was planned
   * @param began empty until then
   */
  record Known(Job job, Optional<ProgressView> progress, Optional<Instant> began) {}

  /**
   * A line.
   *
   * @param now by the database's clock
   * @param paths whether the caller may know folders
   */
  static JobLine of(Known known, Instant now, boolean paths) {
    var job = known.job();
    var start = known.began().orElse(job.createdAt());
    long done = known.progress().map(ProgressView::framesDone).orElse(0L);
    long frames = known.progress().map(ProgressView::frames).orElse(0L);
    return new JobLine(
        job.id().value(),
        told(job.recipe().source(), paths),
        told(job.recipe().output(), paths),
        JobWords.status(job.state()),
        frames == 0 ? 0 : PERCENT * Math.min(done, frames) / frames,
        phase(job, paths),
        start,
        Math.max(0, Duration.between(start, now).toMillis() / MILLIS),
        "upscale",
        job.recipe().model().value(),
        job.state() instanceof JobState.Paused,
        done,
        frames,
        known.progress().map(view -> view.fps().orElse(0)).orElse(0.0),
        left(known));
  }

  private static @Nullable Long left(Known known) {
    var left = known.progress().map(ProgressView::secondsLeft);
    return left.isPresent() && left.get().isPresent() ? (Long) left.get().getAsLong() : null;
  }

  /**
   * Why a job stands still is told to whoever may know paths; another caller hears that it does.
   */
  private static String phase(Job job, boolean paths) {
    return job.state() instanceof JobState.Paused
        ? JobWords.phase(job.state())
        : job.waiting()
            .map(why -> paths ? why : JobWords.WAITING)
            .orElseGet(() -> JobWords.phase(job.state()));
  }

  private static String told(RootedPath file, boolean paths) {
    return paths ? file.toString() : file.fileName();
  }
}
