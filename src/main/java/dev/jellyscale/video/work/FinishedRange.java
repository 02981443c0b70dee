package dev.jellyscale.video.work;

/**
 * What is known of a range that is rendered.
 *
 * @param frames in the segment
 * @param bytes size of the segment's file
 * @param crc32c of the segment's file; tells bytes that a disk or a person changed since
 * @param inferred frames that went through the network
 * @param seconds that rendering took
 */
public record FinishedRange(long frames, long bytes, long crc32c, long inferred, double seconds) {}
