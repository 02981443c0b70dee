/** Filters of pictures over HTTP: presets and sliders that players are told. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.filter;
