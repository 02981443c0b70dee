/** Single pictures of videos, for people to look at. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.still;
