package dev.jellyscale.video.job;

import dev.jellyscale.protocol.JobEvent.Progress;
import dev.jellyscale.video.pipeline.FrameListener;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts frames and tells how fast they come and when the last one will, a few times a second. Used
 * by one thread at a time.
 */
final class ProgressMeter implements FrameListener {
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final JobListener listener;
  private final LongSupplier nanoTime;
  private final long frames;
  private long done;
  private long rendered;
  private long startedAt;
  private long toldAt;
  private OptionalLong endedAt = OptionalLong.empty();

  /**
   * @param frames of the whole output
   * @param nanoTime a clock, in nanoseconds from anywhere
   */
  ProgressMeter(JobListener listener, long frames, LongSupplier nanoTime) {
    this.listener = listener;
    this.frames = frames;
    this.nanoTime = nanoTime;
  }

  /** Counts frames that a run before this one finished. */
  void resumed(long finished) {
    done += finished;
  }

  /** Rendering begins: time counts from now on. */
  void begin() {
    startedAt = nanoTime.getAsLong();
    toldAt = startedAt;
  }

  /** Rendering ends: {@link #framesPerSecond} stays what it is. */
  void end() {
    endedAt = OptionalLong.of(nanoTime.getAsLong());
  }

  @Override
  public void written(boolean wasReused) {
    done++;
    rendered++;
    long now = nanoTime.getAsLong();
    if (now - toldAt >= INTERVAL_NANOS || done == frames) {
      toldAt = now;
      tell();
    }
  }

  private void tell() {
    double rate = framesPerSecond();
    listener.hear(new Progress(done, frames, rate, rate > 0 ? (frames - done) / rate : -1));
  }

  /** Frames that this run renders in a second; 0 before the first one. */
  double framesPerSecond() {
    double seconds = secondsUntil(endedAt.orElseGet(nanoTime));
    return seconds > 0 ? rendered / seconds : 0;
  }

  /** Seconds since rendering began. */
  double seconds() {
    return secondsUntil(nanoTime.getAsLong());
  }

  private double secondsUntil(long nanos) {
    return (nanos - startedAt) / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
