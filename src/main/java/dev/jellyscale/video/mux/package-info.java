/** FFmpeg's muxers: files that are written, what they can hold, and the units of their times. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.mux;
