/**
 * What the benchmark compares with: a plain resize, and the detour over PNG that frame-by-frame
 * services take. No job uses any of it.
 */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.baseline;
