/** Whether a Jellyfin server can be used as it is set, and which setting mends what is wrong. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jellyfin.check;
