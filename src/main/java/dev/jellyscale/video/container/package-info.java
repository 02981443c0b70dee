/** What the outermost bytes of a container say, read without FFmpeg. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.container;
