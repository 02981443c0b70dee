/** Jobs over the facade, in its words: those of everybody, or one's own. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.job;
