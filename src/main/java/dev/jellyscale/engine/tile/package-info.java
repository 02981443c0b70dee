/** Cutting a frame into tiles of one size, and putting the enlarged tiles together again. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.engine.tile;
