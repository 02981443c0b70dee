/** What a file holds, found out without trusting it. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.probe;
