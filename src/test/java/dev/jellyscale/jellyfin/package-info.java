/** Tests of {@link dev.jellyscale.jellyfin} against a server that answers as Jellyfin does. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jellyfin;
