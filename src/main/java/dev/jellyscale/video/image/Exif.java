package dev.jellyscale.video.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the one thing of EXIF that changes what a picture looks like. */
final class Exif {
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;
  private static final int LITTLE_ENDIAN = 0x4949;
  private static final int BIG_ENDIAN = 0x4D4D;
  private static final int SIGN = 42;
  private static final int HEADER = 8;

  private Exif() {}

  /**
   * How the picture has to be turned; not at all where the bytes say nothing, or nonsense.
   *
   * @param tiff header and first directory, as EXIF 2.32 has them
   */
  static Turn turn(ByteBuffer tiff) {
    var bytes = tiff.slice().order(ByteOrder.BIG_ENDIAN);
    if (bytes.limit() < HEADER) {
      return Turn.NONE;
    }
    int order = bytes.getChar(0);
    if (order == LITTLE_ENDIAN) {
      bytes.order(ByteOrder.LITTLE_ENDIAN);
    } else if (order != BIG_ENDIAN) {
      return Turn.NONE;
    }
    long directory = Integer.toUnsignedLong(bytes.getInt(4));
    if (bytes.getChar(2) != SIGN || directory + 2 > bytes.limit()) {
      return Turn.NONE;
    }
    return inDirectory(bytes, (int) directory);
  }

  private static Turn inDirectory(ByteBuffer bytes, int directory) {
    int entries = bytes.getChar(directory);
    for (int i = 0; i < entries; i++) {
      int at = directory + 2 + i * ENTRY;
      if (at + ENTRY > bytes.limit()) {
        return Turn.NONE;
      }
      if (bytes.getChar(at) == ORIENTATION && bytes.getChar(at + 2) == SHORT) {
        return Turn.of(bytes.getChar(at + 8));
      }
    }
    return Turn.NONE;
  }
}
