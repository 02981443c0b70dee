package dev.jellyscale.jobs.store.upkeep;

/**
 * How much of a job is rendered.
 *
 * @param frames of the source in all segments
 * @param writtenFrames of those that are rendered
 * @param writtenBytes of their files
 * @param begun whether any attempt of any segment was
 */
public record Written(long frames, long writtenFrames, long writtenBytes, boolean begun) {}
