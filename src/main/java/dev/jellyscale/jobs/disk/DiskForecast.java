package dev.jellyscale.jobs.disk;

import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobPlan;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.store.upkeep.Written;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.job.VideoWish;
import java.util.Optional;

/**
 * What a job will still write, about. All sizes are bytes.
 *
 * @param film of the finished file
 * @param work still to be written into the work directory: segments that miss, and the film where
 *     it is not joined
 * @param copy of the film where finished files are on another disk; 0 where it stands there
 * @param measured whether the job's own segments tell; else it is guessed by its encoder
 */
public record DiskForecast(long film, long work, long copy, boolean measured) {
  /** A file has more than its packets, and parts of a film differ. */
  private static final double MARGIN = 1.1;

  private static final int BITS = 8;

  /** Forecasts a job that has a plan and is not final; empty for any other. */
  public static Optional<DiskForecast> of(Job job, Written written) {
    return job.plan().flatMap(plan -> of(plan, job.state(), written));
  }

  private static Optional<DiskForecast> of(JobPlan plan, JobState state, Written written) {
    return switch (state) {
      case JobState.Paused paused -> of(plan, paused.before(), written);
      case JobState.Queued _, JobState.Planning _, JobState.Rendering _ ->
          Optional.of(rendering(plan, written));
      case JobState.Assembling _ -> {
        long film = film(plan, written);
        yield Optional.of(new DiskForecast(film, film, film, true));
      }
      case JobState.Verifying(var output) ->
          Optional.of(new DiskForecast(output.bytes(), 0, output.bytes(), true));
      case JobState.Published _, JobState.Cancelled _, JobState.Failed _ -> Optional.empty();
    };
  }

  /**
   * About how many bytes the frames of a film will be, before anything of it is rendered.
   *
   * @param output size of its pictures
   * @param frames how many of them
   */
  public static long video(Size output, double frames, VideoWish.Encoder encoder) {
    double pixels = (double) output.width() * output.height() * frames;
    return Math.round(pixels * BitsPerPixel.of(encoder) / BITS * MARGIN);
  }

  private static DiskForecast rendering(JobPlan plan, Written written) {
    long film = film(plan, written);
    long missing = Math.max(0, plan.video().frames() - written.writtenFrames());
    long segments = Math.round(missing * bytesPerFrame(plan, written) * MARGIN);
    return new DiskForecast(film, film + segments, film, written.writtenFrames() > 0);
  }

  private static long film(JobPlan plan, Written written) {
    long missing = Math.max(0, plan.video().frames() - written.writtenFrames());
    double video = written.writtenBytes() + missing * bytesPerFrame(plan, written);
    return Math.round((video + plan.otherBytes()) * MARGIN);
  }

  /** For each frame of the source. */
  private static double bytesPerFrame(JobPlan plan, Written written) {
    if (written.writtenFrames() > 0) {
      return (double) written.writtenBytes() / written.writtenFrames();
    }
    var video = plan.video();
    double pixels = (double) video.output().width() * video.output().height();
    double bits = BitsPerPixel.of(plan.rendering().encoder());
    return pixels * video.outputFramesPerFrame() * bits / BITS;
  }
}
