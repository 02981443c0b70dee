package dev.jellyscale.api.upscaler.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Settings were taken.
 *
 * @param message a sentence
 * @param skippedProperties names that mean nothing here, as they came
 * @param substitutedBy ids of models that stand in for those that were asked for
 */
record SettingsImport(
    boolean success,
    String message,
    List<String> skippedProperties,
    @JsonProperty("substituted_by") List<String> substitutedBy) {

  static SettingsImport of(RunSettings.Outcome outcome) {
    var message =
        outcome.set().isEmpty()
            ? "Nothing was set"
            : "In force now: " + String.join(", ", outcome.set());
    return new SettingsImport(true, message, outcome.skipped(), outcome.substitutedBy());
  }
}
