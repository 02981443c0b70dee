/** Removes what nobody needs any more: files of attempts that came to nothing, rows of old jobs. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.janitor;
