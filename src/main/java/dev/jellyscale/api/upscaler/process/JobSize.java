package dev.jellyscale.api.upscaler.process;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What callers say of a job besides its files, in the words of the facade.
 *
 * @param model null: the one that this node takes for jobs
 * @param scale 2, 3 or 4; null: the model's own
 * @param crf quality of the encoder; null: its own choice
 */
public record JobSize(@Nullable String model, @Nullable Integer scale, @Nullable Integer crf) {
  private static final int LOW = 24;
  private static final int HIGH = 16;

  /**
   * Reads what came.
   *
   * @param model empty, or {@code auto}: the one that this node takes for jobs
   * @param scale 0 or null: the model's own
   * @param quality {@code low}, {@code medium} or {@code high}; null or empty is medium
   * @throws Invalid if one of them is none of these
   */
  public static JobSize of(
      @Nullable String model, @Nullable Integer scale, @Nullable String quality) {
    return new JobSize(model(model), scale == null || scale == 0 ? null : scale, crf(quality));
  }

  private static @Nullable String model(@Nullable String text) {
    if (text == null || text.isBlank() || text.strip().equalsIgnoreCase("auto")) {
      return null;
    }
    return new ModelId(text.strip()).value();
  }

  private static @Nullable Integer crf(@Nullable String quality) {
    if (quality == null || quality.isBlank()) {
      return null;
    }
    return switch (quality.strip().toLowerCase(Locale.ROOT)) {
      case "low" -> LOW;
      case "medium" -> null;
      case "high" -> HIGH;
      default -> throw new Invalid("quality is low, medium or high");
    };
  }
}
