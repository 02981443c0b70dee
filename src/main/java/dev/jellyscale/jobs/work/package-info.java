/** What is done for a job on a node: each step once, however often it is begun. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.work;
