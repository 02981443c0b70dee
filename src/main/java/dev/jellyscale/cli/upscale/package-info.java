/** The commands {@code upscale} and {@code probe}, and how they tell what happens. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.upscale;
