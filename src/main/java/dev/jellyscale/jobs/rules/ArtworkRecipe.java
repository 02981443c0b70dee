package dev.jellyscale.jobs.rules;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jellyfin.library.ItemImage.Kind;
import dev.jellyscale.model.ModelId;
import java.util.Set;

/**
 * Which pictures of items a rule enlarges, and by what.
 *
 * @param kinds at least one
 * @param narrower only pictures of fewer columns, {@value #LEAST} to {@value #MOST}
 */
public record ArtworkRecipe(ModelId model, Set<Kind> kinds, int narrower) implements Rule.Work {
  public static final int LEAST = 64;
  public static final int MOST = 4096;

  public ArtworkRecipe {
    kinds = Set.copyOf(kinds);
    if (kinds.isEmpty()) {
      throw new Invalid("At least one kind of pictures is meant");
    }
    requireNarrower(narrower);
  }

  /**
   * Lets only bounds of widths pass.
   *
   * @throws Invalid if it is none
   */
  public static int requireNarrower(int pixels) {
    if (pixels < LEAST || pixels > MOST) {
      throw new Invalid("It is a number of pixels from " + LEAST + " to " + MOST);
    }
    return pixels;
  }
}
