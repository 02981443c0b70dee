package dev.jellyscale.renderer.picture;

import dev.jellyscale.protocol.wire.ImageFacts.Seconds;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures what is done to a picture. */
public final class PictureClock {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long begin = System.nanoTime();
  private final Map<Step, Long> nanos = new EnumMap<>(Step.class);

  /** What takes time. */
  public enum Step {
    OPENING,
    DECODE,
    INFERENCE,
    ENCODE
  }

  /** Work with a result. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws InterruptedException;
  }

  /** Does some work and adds its time to a step. */
  public <T> T time(Step step, Work<T> work) throws InterruptedException {
    long start = System.nanoTime();
    try {
      return work.run();
    } finally {
      nanos.merge(step, System.nanoTime() - start, Long::sum);
    }
  }

  /** What was measured until now. */
  public Seconds seconds() {
    return new Seconds(
        of(Step.OPENING),
        of(Step.DECODE),
        of(Step.INFERENCE),
        of(Step.ENCODE),
        (System.nanoTime() - begin) / NANOS);
  }

  private double of(Step step) {
    return nanos.getOrDefault(step, 0L) / NANOS;
  }
}
