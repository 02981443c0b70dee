/** Streams that are not copied as they are, because a container wants another form of the same. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.rewrite;
