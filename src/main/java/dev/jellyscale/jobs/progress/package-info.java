/** How far jobs are and how long they will take, by frames and measured speed alone. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.progress;
