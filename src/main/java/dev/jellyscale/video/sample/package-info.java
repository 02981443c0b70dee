/** Clips that are made, not shot: to try the program with and to measure it. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.sample;
