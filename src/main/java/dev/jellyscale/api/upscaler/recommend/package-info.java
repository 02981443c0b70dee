/** Which model suits a video, over the facade. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.recommend;
