/** From frames to compressed packets in segment files. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.encode;
