package dev.jellyscale.api.service.inference;

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
import java.lang.System.Logger.Level;
import java.time.Duration;

/** What a failure means for who sent a picture. A bad picture is never a fault of the service. */
final class PictureFailures {
  private static final System.Logger LOG = System.getLogger(PictureFailures.class.getName());
  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  private PictureFailures() {}

  static ServiceFailure answer(JellyscaleException failure, int undecodable) {
    var detail = String.valueOf(failure.getMessage());
    return switch (failure) {
      case Damaged _, Unsupported _, NotVideo _, Invalid _ ->
          ServiceFailure.of(undecodable, detail);
      case LimitExceeded _ -> ServiceFailure.of(413, detail);
      case Unavailable e -> ServiceFailure.later(detail, e.retryAfter().orElse(COME_AGAIN));
      case Conflict _ -> ServiceFailure.later(detail, COME_AGAIN);
      case NotFound _ -> ServiceFailure.of(400, "No model is loaded: " + detail);
      case DiskFull e -> {
        LOG.log(Level.ERROR, "A picture could not be made", e);
        yield ServiceFailure.later("The disk of the service is full", COME_AGAIN);
      }
      case EngineFailure _, BadModel _, Denied _, VerificationFailed _ -> {
        LOG.log(Level.ERROR, "A picture could not be made", failure);
        yield ServiceFailure.of(500, "The picture could not be made; the log says why");
      }
    };
  }
}
