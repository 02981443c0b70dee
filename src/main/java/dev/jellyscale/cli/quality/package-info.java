/** Measures what a model gains over bicubic, with the product's own engine. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.quality;
