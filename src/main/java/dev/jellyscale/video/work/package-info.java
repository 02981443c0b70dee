/** What a killed job leaves so that the same command can go on: ranges, segments, a manifest. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.work;
