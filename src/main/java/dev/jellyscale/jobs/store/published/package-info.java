/** Rows of published films, and of what Jellyfin is still to be told of them. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.store.published;
