/** Items of Jellyfin over the facade: read as the caller, and then made something of. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.item;
