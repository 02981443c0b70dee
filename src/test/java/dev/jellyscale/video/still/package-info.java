/** Tests of single pictures of videos. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.still;
