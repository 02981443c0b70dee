package dev.jellyscale.protocol.job;

/**
 * What is known of the file of a segment, by whoever wrote it.
 *
 * @param bytes size of the file
 * @param sha256 of the whole file, counted while it was written; 64 lower-case hexadecimal digits
 * @param headerSha256 of what the segment says about its stream; equal in all segments of an output
 * @param crc32c of the whole file
 */
public record SegmentFile(long bytes, String sha256, String headerSha256, long crc32c) {}
