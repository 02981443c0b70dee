/** Tests of callers by tokens of a Jellyfin server. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.auth.jellyfin;
