package dev.jellyscale.api.v1.notifications;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body that makes or changes a target, as it came.
 *
 * @param kind {@code webhook}, {@code discord} or {@code ntfy}
 * @param url of the target; null: the one that it has
 * @param secret signing key of a webhook or access token of ntfy; null: the one that it has
 * @param overlap for how long the secret before this one stays valid; null: a day
 * @param events what it is told of; null: all
 */
record TargetForm(
    @Schema(required = true, examples = "webhook") @Nullable String kind,
    @Schema(examples = "https://example.com/hook", writeOnly = true) @Nullable String url,
    @Schema(writeOnly = true) @Nullable String secret,
    @Schema(examples = "PT24H") @Nullable String overlap,
    @Schema(examples = "job.published") @Nullable List<String> events) {

  /** No log shows what it holds. */
  @Override
  public String toString() {
    return "TargetForm of " + kind;
  }
}
