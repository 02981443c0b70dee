package dev.jellyscale.api.service.models;

import dev.jellyscale.api.problem.Wording;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.NotVideo;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.registry.ModelRegistry;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** What a failure means for who asked about models. */
public final class ModelFailures {
  private static final System.Logger LOG = System.getLogger(ModelFailures.class.getName());
  private static final Duration COME_AGAIN = Duration.ofSeconds(10);

  private ModelFailures() {}

  /** Something that may fail. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T run() throws InterruptedException;
  }

  /** Runs {@code work}; its failures are answers of the contract. */
  public static <T> T answered(Work<T> work) throws InterruptedException {
    try {
      return work.run();
    } catch (JellyscaleException e) {
      throw answer(e);
    }
  }

  private static ServiceFailure answer(JellyscaleException failure) {
    var detail = sentence(failure);
    return switch (failure) {
      case NotFound _ -> ServiceFailure.of(404, detail);
      case Denied _ -> ServiceFailure.of(403, detail);
      case LimitExceeded _ -> ServiceFailure.of(413, detail);
      case Invalid _, Conflict _, BadModel _, Unsupported _, NotVideo _, Damaged _ ->
          ServiceFailure.of(400, detail);
      case VerificationFailed _ -> ServiceFailure.of(502, detail);
      case Unavailable e -> ServiceFailure.later(detail, e.retryAfter().orElse(COME_AGAIN));
      case DiskFull _, EngineFailure _ -> later(failure, detail);
    };
  }

  private static ServiceFailure later(JellyscaleException failure, String detail) {
    LOG.log(Level.WARNING, "A request about models failed", failure);
    return ServiceFailure.later(detail, COME_AGAIN);
  }

  /** What a person is told; where our own disk is at fault, no path. */
  public static String sentence(JellyscaleException failure) {
    return failure instanceof DiskFull
        ? "The disk of the service is full"
        : Wording.of(String.valueOf(failure.getMessage()));
  }

  /**
   * The id that a field names.
   *
   * @throws ServiceFailure with 400 if it is none, or if nothing of ours stands in for that model
   */
  public static ModelId id(ModelRegistry registry, String text) {
    try {
      var id = new ModelId(text);
      if (registry.lacksStandIn(id)) {
        registry.resolve(id);
      }
      return id;
    } catch (Invalid | NotFound e) {
      throw ServiceFailure.of(400, String.valueOf(e.getMessage()));
    }
  }
}
