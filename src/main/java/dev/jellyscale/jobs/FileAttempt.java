package dev.jellyscale.jobs;

/**
 * One try of what is done for a job as a whole (planning, assembling, publishing), and the proof by
 * which its owner may change the job's row: as soon as another one has begun, or the job stands
 * elsewhere, nothing is accepted from this one.
 *
 * @param kind of the state in which it was begun
 * @param number from 1, growing through all kinds
 */
public record FileAttempt(JobId job, JobState.Kind kind, int number) {}
