/** How large the result is, and how the network's scale becomes the one that was asked for. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.scale;
