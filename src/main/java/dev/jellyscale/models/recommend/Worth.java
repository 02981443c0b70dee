package dev.jellyscale.models.recommend;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.catalogue.CatalogueEntry;
import java.util.Optional;

/**
 * What is known of how good a network's pictures are.
 *
 * @param parameters number of trained values
 * @param psnrGain decibels over bicubic as the catalogue tells them; empty where nobody has
 *     measured
 * @param quantisedFrom the network of which it is the 8-bit form; empty for any other
 */
public record Worth(long parameters, Optional<Double> psnrGain, Optional<ModelId> quantisedFrom) {

  /** A network of which nothing but its size is known. */
  public static Worth ofSize(long parameters) {
    return new Worth(parameters, Optional.empty(), Optional.empty());
  }

  static Worth of(CatalogueEntry entry) {
    return new Worth(entry.parameters(), entry.psnrGain(), entry.quantisedFrom());
  }
}
