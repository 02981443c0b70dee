package dev.jellyscale.api.service;

import dev.jellyscale.api.problem.Wording;
import java.time.Duration;
import java.util.Optional;

/** A request is answered with a status and one sentence, in the dialect of its route. */
public final class ServiceFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Optional<Duration> retryAfter;

  private ServiceFailure(int status, String detail, Optional<Duration> retryAfter) {
    super(Wording.of(detail));
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /**
   * An answer with {@code {"detail": ...}}.
   *
   * @param status of HTTP, from 400
   * @param detail a sentence for a person; of absolute paths in it the last name is told
   */
  public static ServiceFailure of(int status, String detail) {
    return new ServiceFailure(status, detail, Optional.empty());
  }

  /** A refusal for now: 503 with {@code Retry-After}, in whole seconds and at least one. */
  public static ServiceFailure later(String detail, Duration retryAfter) {
    return later(503, detail, retryAfter);
  }

  /** A refusal for now with a status of its own. */
  public static ServiceFailure later(int status, String detail, Duration retryAfter) {
    return new ServiceFailure(status, detail, Optional.of(retryAfter));
  }

  /** Status of HTTP. */
  public int status() {
    return status;
  }

  /** When the same request may be tried again; empty where that is not known. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
