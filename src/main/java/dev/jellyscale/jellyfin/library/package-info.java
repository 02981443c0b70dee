/** What a Jellyfin server tells of its libraries, and how that is read from its JSON. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jellyfin.library;
