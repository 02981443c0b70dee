package dev.jellyscale.api.upscaler.settings;

import dev.jellyscale.protocol.ProgramVersion;
import java.time.Instant;
import java.util.Map;

/**
 * Settings to be kept, and taken by {@code settings/import} of this or another node.
 *
 * @param pluginVersion of this program
 * @param exportDate ISO 8601, UTC
 * @param settings by their names
 */
record SettingsExport(
    boolean success, String pluginVersion, String exportDate, Map<String, Object> settings) {

  static SettingsExport of(Map<String, Object> settings, Instant now) {
    return new SettingsExport(true, ProgramVersion.VALUE, now.toString(), settings);
  }
}
