/**
 * Rows of jobs. What may change and in which order is told by the types of {@code jobs}; every
 * change expects a state, and finds out in the same statement that it still holds.
 */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.store;
