package dev.jellyscale.api.service.status;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.supervisor.FinishedWork;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.WorkListener;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what renderers have finished, and what they failed at, since the node started. */
@Singleton
public class WorkTally implements WorkListener {
  /** Models that are counted apart; all others are one. */
  private static final int MOST_MODELS = 200;

  private static final String OTHER = "other";

  private final InstantSource clock;
  private final Instant since;
  private final Map<String, ModelCount> models = new TreeMap<>();
  private Sums sums = new Sums(0, 0, 0, 0);
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
   * @param pieces pictures and ranges of videos that were finished
   * @param seconds that they took together
   * @param failures of the engine; bad pictures are none
   */
  public record Sums(long pieces, long frames, double seconds, long failures) {

    /** Mean of a piece; 0 where there was none. */
    public double meanMilliseconds() {
      return pieces == 0 ? 0 : seconds * 1000 / pieces;
    }
  }

  /** What one model did. */
  public record ModelCount(long pieces, long failures) {}

  void begin(@Observes StartupEvent start, Supervisor supervisor) {
    supervisor.listenToWork(this);
  }

  @Override
  public synchronized void finished(FinishedWork work) {
    device = work.device();
    if (work.seconds() <= 0) {
      return;
    }
    sums =
        new Sums(
            sums.pieces() + 1,
            sums.frames() + work.frames(),
            sums.seconds() + work.seconds(),
            sums.failures());
    last =
        new Last(
            work.model().value(), work.device(), work.frames(), work.seconds(), clock.instant());
    count(work.model(), new ModelCount(1, 0));
  }

  @Override
  public synchronized void failed(ModelId model) {
    sums = new Sums(sums.pieces(), sums.frames(), sums.seconds(), sums.failures() + 1);
    count(model, new ModelCount(0, 1));
  }

  private void count(ModelId model, ModelCount more) {
    var id = model.value();
    models.merge(
        models.size() < MOST_MODELS || models.containsKey(id) ? id : OTHER,
        more,
        (a, b) -> new ModelCount(a.pieces() + b.pieces(), a.failures() + b.failures()));
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
    return sums;
  }

  /** What each model did, by its id. */
  public synchronized Map<String, ModelCount> models() {
    return Map.copyOf(models);
  }

  /** When the node started. */
  public Instant since() {
    return since;
  }
}
