package dev.jellyscale.protocol.wire;

import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.DeviceFacts;

/**
 * What came of a picture.
 *
 * @param input size of the source
 * @param output size of the result
 * @param seconds that decoding, inference and encoding took
 */
public record ImageFacts(Size input, Size output, double seconds, DeviceFacts device) {}
