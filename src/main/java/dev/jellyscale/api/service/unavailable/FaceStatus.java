package dev.jellyscale.api.service.unavailable;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Optional;

/**
 * Whether faces can be restored.
 *
 * @param available the name by which the plugin's page looks for it
 */
@JsonNaming(SnakeCaseStrategy.class)
public record FaceStatus(
    boolean faceRestoreAvailable,
    boolean available,
    boolean modelLoaded,
    Optional<String> currentModel,
    int inputSize,
    List<String> providers,
    List<String> models) {

  /** They cannot. */
  public static final FaceStatus NONE =
      new FaceStatus(false, false, false, Optional.empty(), 0, List.of(), List.of());
}
