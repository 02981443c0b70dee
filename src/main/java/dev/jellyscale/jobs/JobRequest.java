package dev.jellyscale.jobs;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Optional;

/**
 * A job that somebody asks for.
 *
 * @param priority from {@value #LOWEST} to {@value #HIGHEST}; higher goes first
 * @param window name of a render window; empty: any time
 * @param caller who asks, as access control names him
 * @param idempotencyKey chosen by the caller: two requests with one key make one job
 */
public record JobRequest(
    JobRecipe recipe,
    int priority,
    Optional<String> window,
    String caller,
    Optional<String> idempotencyKey) {

  public static final int LOWEST = 1;
  public static final int HIGHEST = 10;
  public static final int USUAL = 5;
  private static final int MAX_KEY = 255;

  public JobRequest {
    requirePriority(priority);
    if (idempotencyKey.isPresent()
        && (idempotencyKey.get().isBlank() || idempotencyKey.get().length() > MAX_KEY)) {
      throw new Invalid("An idempotency key has 1 to " + MAX_KEY + " characters");
    }
  }

  /**
   * Lets only priorities pass.
   *
   * @throws Invalid if it is none
   */
  public static int requirePriority(int priority) {
    if (priority < LOWEST || priority > HIGHEST) {
      throw new Invalid(
          "priority=%d is not between %d and %d".formatted(priority, LOWEST, HIGHEST));
    }
    return priority;
  }
}
