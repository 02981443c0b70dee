/** A finished file gets its final name: in one step, and never over another file. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.publish;
