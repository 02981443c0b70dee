/** Measures what models gain over bicubic, with the product's own engine. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.quality;
