/** The facade's routes that make pictures, and those for what is not done to pictures here. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.pictures;
