/** Measures what the facade costs its callers, and Jellyfin. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.facadebench;
