package dev.jellyscale.protocol.job;

/**
 * Tells whether a source is still the file it was, without reading all of it.
 *
 * @param bytes size of the file
 * @param modified time of the last change, milliseconds since 1970: file systems that mount one
 *     file on several machines round smaller parts of it in their own ways
 * @param sampleSha256 SHA-256 of blocks spread evenly over the file
 */
public record Fingerprint(long bytes, long modified, String sampleSha256) {}
