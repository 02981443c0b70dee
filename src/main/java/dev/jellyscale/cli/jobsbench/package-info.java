/** What the work for jobs costs beside rendering: rows, scheduling, checks, a long queue. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.jobsbench;
