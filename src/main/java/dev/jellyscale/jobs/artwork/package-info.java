/**
 * Posters and backdrops that rules enlarge in Jellyfin: what becomes of each, what was there
 * before, and how it is put back.
 */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.artwork;
