package dev.jellyscale.api.service.models.fetch;

import dev.jellyscale.api.service.models.ModelFailures;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.registry.ModelView;
import dev.jellyscale.models.registry.Progress;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;

/** A model that is being fetched while nobody waits. Thread-safe. */
final class ModelJob implements Progress {
  private static final System.Logger LOG = System.getLogger(ModelJob.class.getName());

  private final String id;
  private final ModelId asked;
  private final Instant started;
  private volatile State state = new Queued();
  private volatile long bytes;
  private volatile long of;

  /** How far it is. */
  sealed interface State {}

  /** Not begun. */
  record Queued() implements State {}

  /** Bytes arrive. */
  record Downloading() implements State {}

  /** The model is here. */
  record Completed(ModelView model, Instant when) implements State {}

  /**
   * The model is not here.
   *
   * @param error a sentence
   */
  record Failed(String error, Instant when) implements State {}

  /** Fetches the model. */
  @FunctionalInterface
  interface Work {
    ModelView run(Progress progress) throws InterruptedException;
  }

  ModelJob(String id, ModelId asked, Instant started) {
    this.id = id;
    this.asked = asked;
    this.started = started;
  }

  /** Does the work. Every failure of it becomes a state: nobody else hears of it. */
  void run(Work work) {
    try {
      state = new Completed(work.run(this), Instant.now());
    } catch (JellyscaleException e) {
      state = new Failed(ModelFailures.sentence(e), Instant.now());
    } catch (InterruptedException e) {
      state = new Failed("The service was stopped", Instant.now());
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "Fetching model " + asked + " failed", e);
      state = new Failed("The service failed; its log says why", Instant.now());
    }
  }

  @Override
  public void at(long received, long total) {
    bytes = received;
    of = total;
    state = new Downloading();
  }

  String id() {
    return id;
  }

  ModelId asked() {
    return asked;
  }

  Instant started() {
    return started;
  }

  State state() {
    return state;
  }

  /** Bytes that are here. */
  long bytes() {
    return bytes;
  }

  /** Bytes in all; 0 where not known yet. */
  long of() {
    return of;
  }

  /** Whether it is done, one way or the other. */
  boolean ended() {
    return endedAt().isPresent();
  }

  Optional<Instant> endedAt() {
    return switch (state) {
      case Completed(var _, var when) -> Optional.of(when);
      case Failed(var _, var when) -> Optional.of(when);
      case Queued _, Downloading _ -> Optional.empty();
    };
  }

  /** The contract's word for the state. */
  String status() {
    return switch (state) {
      case Queued _ -> "queued";
      case Downloading _ -> "downloading";
      case Completed _ -> "completed";
      case Failed _ -> "failed";
    };
  }

  /** Why it failed. */
  Optional<String> error() {
    return state instanceof Failed(var error, var _) ? Optional.of(error) : Optional.empty();
  }

  /** The model, where it is here. */
  Optional<ModelView> model() {
    return state instanceof Completed(var model, var _) ? Optional.of(model) : Optional.empty();
  }
}
