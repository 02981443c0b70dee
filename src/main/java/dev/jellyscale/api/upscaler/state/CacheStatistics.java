package dev.jellyscale.api.upscaler.state;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Upscaled videos that would be kept to be handed out again. There is no such store: finished
 * videos are files of the library.
 */
@JsonNaming(UpperCamelCaseStrategy.class)
record CacheStatistics(
    int totalEntries,
    long totalSize,
    long maxSize,
    double hitRate,
    int totalHits,
    int totalMisses,
    double usagePercentage) {

  static final CacheStatistics NONE = new CacheStatistics(0, 0, 0, 0, 0, 0, 0);

  /** Nothing had to be removed. */
  record Cleared(boolean success, int removed, String message) {
    static final Cleared NOTHING = new Cleared(true, 0, "There is no cache; nothing was removed");
  }
}
