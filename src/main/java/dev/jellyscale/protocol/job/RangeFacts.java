package dev.jellyscale.protocol.job;

import dev.jellyscale.protocol.DeviceFacts;

/**
 * What came of a range.
 *
 * @param frames in the segment
 * @param inferred frames that went through the model; the others equal the one before
 * @param file the segment
 * @param seconds that rendering took, times of standing still included
 */
public record RangeFacts(
    long frames, long inferred, SegmentFile file, double seconds, DeviceFacts device) {}
