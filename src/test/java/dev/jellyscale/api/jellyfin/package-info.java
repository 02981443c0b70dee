/** A Jellyfin server for tests of HTTP. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.jellyfin;
