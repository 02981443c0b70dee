/** Which executions there shall be, by what the rows say, and the scheduler that picks them. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.schedule;
