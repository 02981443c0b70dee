/** How to put the facade on Jellyfin's own origin, as a text. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.install;
