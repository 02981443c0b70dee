/** The Jellyfin server of this node, and whose tokens it knows. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.jellyfin;
