/** Posters and backdrops of items over the facade: compared, and put in place of what was there. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.artwork;
