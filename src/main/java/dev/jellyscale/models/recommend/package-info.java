/** Which model for which source on this device: a pure function, and its reasons. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.models.recommend;
