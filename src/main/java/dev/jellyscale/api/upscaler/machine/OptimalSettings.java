package dev.jellyscale.api.upscaler.machine;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.models.registry.ModelView;
import dev.jellyscale.models.registry.ModelView.Speed;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What suits the machine.
 *
 * @param recommendedMaxResolution the largest size that the model was measured to upscale as fast
 *     as it is watched; {@code none} where it is slower at all of them, {@code unknown} where it
 *     was not measured here
 * @param recommendedQuality {@code not applicable}: a model is as good as it is
 * @param enableAutoFallback false: nothing is put in the place of a model
 * @param fallbackModel {@code none}
 * @param maxConcurrentStreams pieces of work at the same time, as the node is set up
 * @param reason sentences
 */
@JsonNaming(UpperCamelCaseStrategy.class)
record OptimalSettings(
    String recommendedModel,
    int recommendedScale,
    String recommendedMaxResolution,
    String recommendedQuality,
    boolean hardwareAcceleration,
    boolean enableAutoFallback,
    String fallbackModel,
    int maxConcurrentStreams,
    String reason) {
  private static final double FILM = 24;

  static final String NOT_APPLICABLE = "not applicable";
  static final String NONE = "none";

  /** The largest size at which a model keeps up with a film; empty model: not known here. */
  static String resolution(Optional<ModelView> model) {
    var speeds = model.map(ModelView::speeds).orElse(List.of());
    if (speeds.isEmpty()) {
      return "unknown";
    }
    return speeds.stream()
        .filter(speed -> speed.framesPerSecond() >= FILM)
        .max(Comparator.comparingLong(speed -> (long) speed.width() * speed.height()))
        .map(OptimalSettings::words)
        .orElse(NONE);
  }

  private static String words(Speed speed) {
    return speed.width() + "x" + speed.height();
  }
}
