package dev.jellyscale.jobs;

import java.time.Instant;

/**
 * Whether all of the queue stands still.
 *
 * @param cause of the last change; empty texts where there was none
 * @param changedAt 1970 where it never was changed
 */
public record QueueState(boolean paused, Cause cause, Instant changedAt) {}
