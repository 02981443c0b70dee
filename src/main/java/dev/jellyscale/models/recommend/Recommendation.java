package dev.jellyscale.models.recommend;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import java.util.List;
import java.util.Optional;

/**
 * What to do with a source.
 *
 * @param model empty where the picture is best left as it is
 * @param scale of the model; 1 without one
 * @param output size of the result, as displayed: never larger than the target in any direction
 *     unless the source is; smaller than source times scale where the target bounds it
 * @param reason one sentence, never empty
 * @param passedOver every other candidate, in the order in which they came
 */
public record Recommendation(
    Optional<ModelId> model, int scale, Size output, String reason, List<PassedOver> passedOver) {

  public Recommendation {
    passedOver = List.copyOf(passedOver);
  }

  /**
   * A model that was not chosen.
   *
   * @param reason why not, in words that follow the model's name and a colon
   */
  public record PassedOver(ModelId model, String reason) {}
}
