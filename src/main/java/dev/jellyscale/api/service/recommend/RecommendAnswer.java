package dev.jellyscale.api.service.recommend;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * The contract's answer to {@code GET /recommend}.
 *
 * @param recommendedModel id of a model of the catalogue
 * @param reason why, in sentences
 * @param alternatives ids of other models that enlarge as well, on this node
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RecommendAnswer(
    Tier tier,
    String recommendedModel,
    int recommendedScale,
    String reason,
    List<String> alternatives,
    Hardware hardware) {

  /**
   * What it was concluded from.
   *
   * @param vramMb memory of the first GPU in MiB; 0 where there is none
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Hardware(
      String gpu,
      boolean gpuActive,
      long vramMb,
      String cpu,
      int cpuCores,
      List<String> providers) {}
}
