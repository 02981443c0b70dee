/** Segments: files of our work directory that hold the packets of one range of the main video. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.segment;
