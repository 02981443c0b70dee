package dev.jellyscale.api.upscaler.models;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.service.models.fetch.Imports;

/**
 * A model of the catalogue is here.
 *
 * @param status {@code ok}, as the service tells it
 * @param sizeBytes of its file
 */
@JsonNaming(SnakeCaseStrategy.class)
record ImportedModel(
    boolean success,
    String status,
    String modelName,
    String importedAs,
    int scale,
    String license,
    boolean nonCommercial,
    long sizeBytes,
    boolean converted) {

  static ImportedModel of(Imports.Imported told) {
    return new ImportedModel(
        true,
        told.status(),
        told.modelName(),
        told.importedAs(),
        told.scale(),
        told.license(),
        told.nonCommercial(),
        told.sizeBytes(),
        told.converted());
  }
}
