/** Secrets in the database of jobs, sealed with a key that lies in a file beside it. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.secret;
