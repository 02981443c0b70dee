package dev.jellyscale.engine;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Bounds for a device that has too little memory for what would be fastest. They bound what is
 * found by measurement as well.
 *
 * @param pictures most frames or tiles on the device at once; empty: as many as are fastest
 * @param tilePixels most pixels of a frame or tile that is inferred at once; empty: what the memory
 *     bound allows. Where no tile can be so small, the smallest is taken
 */
public record RunLimits(OptionalInt pictures, OptionalLong tilePixels) {

  /** No bounds. */
  public static final RunLimits NONE = new RunLimits(OptionalInt.empty(), OptionalLong.empty());

  public RunLimits {
    if (pictures.orElse(1) < 1 || tilePixels.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "pictures=" + pictures + ", tilePixels=" + tilePixels + " allow nothing");
    }
  }

  int mostPictures(int otherwise) {
    return Math.min(otherwise, pictures.orElse(otherwise));
  }

  long mostPixels(long otherwise) {
    return Math.min(otherwise, tilePixels.orElse(otherwise));
  }
}
