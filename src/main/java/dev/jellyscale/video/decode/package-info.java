/** From packets to frames: any range of a source, exactly, in display order. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.decode;
