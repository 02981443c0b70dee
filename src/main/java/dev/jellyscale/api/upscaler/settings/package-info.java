/**
 * What administrators set by the facade while the node runs, and the tokens that they give away.
 */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.settings;
