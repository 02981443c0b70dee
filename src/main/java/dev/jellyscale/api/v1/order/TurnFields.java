package dev.jellyscale.api.v1.order;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.store.JobStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When jobs shall have their turn, as it came. */
public final class TurnFields {
  private TurnFields() {}

  /**
   * A priority.
   *
   * @param priority null: the usual one
   * @throws Invalid if it is none
   */
  public static int priority(@Nullable Integer priority) {
    return priority == null ? JobRequest.USUAL : JobRequest.requirePriority(priority);
  }

  /**
   * The name of a render window.
   *
   * @param name null: any time
   * @throws NotFound if there is none of this name
   */
  public static Optional<String> window(@Nullable String name, JobStore store) {
    if (name != null && store.windows().find(name).isEmpty()) {
      throw new NotFound("There is no window of this name");
    }
    return Optional.ofNullable(name);
  }
}
