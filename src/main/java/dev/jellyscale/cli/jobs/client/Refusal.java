package dev.jellyscale.cli.jobs.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;

/** What a node's refusal means to a program. */
final class Refusal {
  private Refusal() {}

  /**
   * The failure behind an answer.
   *
   * @param status of HTTP, from 400
   * @param problem by RFC 9457; a missing node where the answer was none
   */
  static JellyscaleException of(int status, JsonNode problem) {
    var detail = problem.path("detail").asText("The node answered with status " + status);
    return switch (status) {
      case 401 ->
          new Denied(
              "The node takes no request without its token; give it with %s or --token-file"
                  .formatted(ServiceAddress.TOKEN));
      case 403 -> new Denied(detail);
      case 404 -> new NotFound(detail);
      case 409 -> new Conflict(detail);
      case 413 -> new LimitExceeded(detail);
      case 408, 429, 502, 503, 504 -> new Unavailable(detail, null);
      case 507 -> new DiskFull(detail, null);
      default ->
          status < 500
              ? new Invalid(detail)
              : new EngineFailure("The node failed: " + detail, null);
    };
  }
}
