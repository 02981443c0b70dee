package dev.jellyscale.jobs;

/**
 * Why something changed, for the history of a job.
 *
 * @param by who did it: a node, a caller
 * @param why a phrase for people; may be empty
 */
public record Cause(String by, String why) {}
