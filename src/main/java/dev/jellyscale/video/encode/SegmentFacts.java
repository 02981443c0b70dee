package dev.jellyscale.video.encode;

/**
 * A finished segment.
 *
 * @param frames that it holds
 * @param bytes size of its file
 * @param crc32c of the whole file
 * @param sha256 of the whole file, 64 lower-case hexadecimal digits
 * @param headerSha256 of what the segment says about its stream, the encoder's extradata included;
 *     segments can be joined only where it is equal; 64 lower-case hexadecimal digits
 */
public record SegmentFacts(
    long frames, long bytes, long crc32c, String sha256, String headerSha256) {}
