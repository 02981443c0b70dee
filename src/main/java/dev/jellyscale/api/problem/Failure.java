package dev.jellyscale.api.problem;

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

/**
 * A failure as HTTP tells it.
 *
 * @param status of HTTP
 * @param title a few words that are the same for all failures of this kind
 * @param detail one sentence about this one
 */
public record Failure(int status, String title, String detail) {

  /** No such route. The one place that knows the text by which callers tell an old service. */
  public static final Failure UNKNOWN_ROUTE = new Failure(404, "Not Found", "Not Found");

  /** The route has other methods. */
  public static final Failure WRONG_METHOD =
      new Failure(405, "Method Not Allowed", "Method Not Allowed");

  /** A fault of the node, of which nothing is shown. */
  public static final Failure INTERNAL =
      new Failure(500, "Internal Server Error", "Internal error");

  /** The one place that knows which failure is which status. */
  public static Failure of(JellyscaleException failure) {
    var detail = Wording.of(String.valueOf(failure.getMessage()));
    return switch (failure) {
      case NotFound _ -> new Failure(404, "No such thing", detail);
      case Invalid _ -> new Failure(400, "Invalid", detail);
      case Conflict _ -> new Failure(409, "Conflict", detail);
      case Denied _ -> new Failure(403, "Denied", detail);
      case NotVideo _ -> new Failure(400, "No video", detail);
      case Damaged _ -> new Failure(400, "Damaged", detail);
      case Unsupported _ -> new Failure(400, "Unsupported", detail);
      case LimitExceeded _ -> new Failure(413, "Too large", detail);
      case BadModel _ -> new Failure(400, "Bad model", detail);
      case DiskFull _ -> new Failure(507, "Disk full", detail);
      case Unavailable _ -> new Failure(503, "Unavailable", detail);
      case EngineFailure _ -> new Failure(500, "Engine failure", detail);
      case VerificationFailed _ -> new Failure(500, "Verification failed", detail);
    };
  }

  /** What else answers with {@code status}: the words of HTTP and nothing of ours. */
  public static Failure ofStatus(int status) {
    return switch (status) {
      case 400 -> new Failure(status, "Bad Request", "The request is malformed");
      case 404 -> UNKNOWN_ROUTE;
      case 405 -> WRONG_METHOD;
      case 406 -> new Failure(status, "Not Acceptable", "No answer of that type is made here");
      case 413 -> new Failure(status, "Too large", "The request is larger than allowed");
      case 415 ->
          new Failure(status, "Unsupported Media Type", "A body of that type is not taken here");
      case 414 -> new Failure(status, "Too long", "The request's first line is too long");
      case 431 -> new Failure(status, "Too long", "The request's head is too long");
      default ->
          status >= 400 && status < 500
              ? new Failure(status, "Refused", "The request is refused")
              : INTERNAL;
    };
  }

  /** The body that tells it. */
  public String body(Dialect dialect) {
    return dialect.body(status, title, detail);
  }
}
