package dev.jellyscale.jobs.schedule;

/**
 * An execution in the scheduler's table.
 *
 * @param priority higher goes first
 * @param picked whether somebody is at it, or was when he last gave a sign of life
 */
public record StandingExecution(ExecutionKey key, int priority, boolean picked) {}
