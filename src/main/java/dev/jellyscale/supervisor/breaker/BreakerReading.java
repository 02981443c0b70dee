package dev.jellyscale.supervisor.breaker;

/**
 * A breaker at one moment.
 *
 * @param open whether it refuses work; also while a trial runs
 * @param halfOpen whether a trial runs, or the next piece of work is one
 * @param consecutiveFailures faults in a row, at most the threshold
 * @param threshold faults in a row that open it
 * @param resetSeconds until the next trial may begin, rounded up; 0 where it may or runs
 */
public record BreakerReading(
    boolean open, boolean halfOpen, int consecutiveFailures, int threshold, long resetSeconds) {}
