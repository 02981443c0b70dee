/** Callers by tokens of the configured Jellyfin server: how they show them, and whose they are. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.auth.jellyfin;
