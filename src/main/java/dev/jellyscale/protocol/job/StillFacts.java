package dev.jellyscale.protocol.job;

import dev.jellyscale.model.ModelTraits.Size;

/**
 * What came of a picture of a video: two PNG files.
 *
 * @param size of both
 * @param plainBytes of the picture as it is
 * @param filteredBytes of the filtered one
 */
public record StillFacts(Size size, long plainBytes, long filteredBytes) {}
