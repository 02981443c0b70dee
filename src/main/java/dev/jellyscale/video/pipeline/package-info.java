/** Decode, infer, encode: three stages that run side by side and hand frames over. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.pipeline;
