package dev.jellyscale.api.service.status;

import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.supervisor.FinishedWork;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.WorkListener;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts what renderers have finished since the node started. Thread-safe. */
@Singleton
public class WorkTally implements WorkListener {
  private final InstantSource clock;
  private final Instant since;
  private long pieces;
  private long frames;
  private double seconds;
  private @Nullable Last last;
  private @Nullable DeviceFacts device;

  WorkTally() {
    this(InstantSource.system());
  }

  WorkTally(InstantSource clock) {
    this.clock = clock;
    since = clock.instant();
  }

  /**
   * The last work that somebody asked for.
   *
   * @param model id of the model that did it
   * @param seconds decoding and encoding included
   */
  public record Last(
      String model, DeviceFacts device, long frames, double seconds, Instant finishedAt) {

    /** How fast it was. */
    public double framesPerSecond() {
      return seconds > 0 ? frames / seconds : 0;
    }
  }

  /**
   * Sums.
   *
   * @param pieces pictures and ranges of videos
   * @param seconds that they took together
   */
  public record Sums(long pieces, long frames, double seconds) {

    /** Mean of a piece; 0 where there was none. */
    public double meanMilliseconds() {
      return pieces == 0 ? 0 : seconds * 1000 / pieces;
    }
  }

  void begin(@Observes StartupEvent start, Supervisor supervisor) {
    supervisor.listenToWork(this);
  }

  @Override
  public synchronized void finished(FinishedWork work) {
    device = work.device();
    if (work.seconds() > 0) {
      pieces++;
      frames += work.frames();
      seconds += work.seconds();
      last =
          new Last(
              work.model().value(), work.device(), work.frames(), work.seconds(), clock.instant());
    }
  }

  /** The last work; empty before there was any. */
  public synchronized Optional<Last> last() {
    return Optional.ofNullable(last);
  }

  /** Where the last work or measurement ran. */
  public synchronized Optional<DeviceFacts> device() {
    return Optional.ofNullable(device);
  }

  /** All of it since the node started. */
  public synchronized Sums sums() {
    return new Sums(pieces, frames, seconds);
  }

  /** When the node started. */
  public Instant since() {
    return since;
  }
}
