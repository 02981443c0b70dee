package dev.jellyscale.jobs;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Optional;

/**
 * A job that somebody asks for.
 *
 * @param priority from {@value #LOWEST} to {@value #HIGHEST}; higher goes first
 * @param window name of a render window; empty: any time
 * @param caller who asks, as access control names him
 * @param publish where the film goes beside the output root
 * @param idempotencyKey two requests of one caller with one key make one job
 */
public record JobRequest(
    JobRecipe recipe,
    int priority,
    Optional<String> window,
    String caller,
    PublishWish publish,
    Optional<IdempotencyKey> idempotencyKey) {

  public static final int LOWEST = 1;
  public static final int HIGHEST = 10;
  public static final int USUAL = 5;

  public JobRequest {
    requirePriority(priority);
  }

  /** A job whose film goes below the output root alone. */
  public JobRequest(
      JobRecipe recipe,
      int priority,
      Optional<String> window,
      String caller,
      Optional<IdempotencyKey> idempotencyKey) {
    this(recipe, priority, window, caller, PublishWish.NONE, idempotencyKey);
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
