/** Scans of rules of pictures: looks at libraries, and enlarges what is chosen. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.artwork.scan;
