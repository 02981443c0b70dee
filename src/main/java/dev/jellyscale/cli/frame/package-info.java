/** Measures what upscaling single frames costs beside codecs and inference. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.frame;
