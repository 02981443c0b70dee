/** Tests of decoding and encoding single pictures. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.image;
