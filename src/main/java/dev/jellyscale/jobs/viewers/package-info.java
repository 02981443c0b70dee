/** Who watches in Jellyfin, and how jobs give way to them. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.viewers;
