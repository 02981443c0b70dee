package dev.jellyscale.protocol.wire;

import dev.jellyscale.protocol.DeviceFacts;

/**
 * What came of a range.
 *
 * @param frames in the segment
 * @param inferred frames that went through the model; the others equal the one before
 * @param bytes of the segment
 * @param seconds that rendering took
 */
public record RangeFacts(
    long frames, long inferred, long bytes, double seconds, DeviceFacts device) {}
