/** How Jellyfin makes versions of one title of the files in a folder, computed by names alone. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.publish.grouping;
