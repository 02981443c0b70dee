/** A Jellyfin server, as far as we ask it: who somebody is, what he may see, where files lie. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jellyfin;
