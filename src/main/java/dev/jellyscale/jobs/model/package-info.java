/** Models of jobs: the same bytes on every node that renders for a job. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.model;
