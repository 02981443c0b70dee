package dev.jellyscale.api.upscaler.models;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.service.models.Uploads;

/**
 * An administrator's own model was taken.
 *
 * @param status {@code ok}, as the service tells it
 * @param scale as found in the file, whatever was sent
 * @param converted whether it came in another form: never
 */
@JsonNaming(SnakeCaseStrategy.class)
record UploadedModel(
    boolean success,
    String status,
    String modelName,
    int scale,
    int inputChannels,
    int outputChannels,
    double fileSizeMb,
    boolean converted) {

  static UploadedModel of(Uploads.Taken taken) {
    return new UploadedModel(
        true,
        taken.status(),
        taken.modelName(),
        taken.scale(),
        taken.inputChannels(),
        taken.outputChannels(),
        taken.fileSizeMb(),
        false);
  }
}
