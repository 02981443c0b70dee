package dev.jellyscale.jobs;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * One change of a job or of one of its segments. Entries are never changed.
 *
 * @param number grows with every entry of all jobs, in the order in which they became visible
 * @param at by the database's clock
 * @param segment whose state changed; empty: the job's own
 * @param from name of the state before; empty text where there was none
 * @param to name of the state behind it
 */
public record HistoryEntry(
    long number, Instant at, JobId job, OptionalInt segment, String from, String to, Cause cause) {}
