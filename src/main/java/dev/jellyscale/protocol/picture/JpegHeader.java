package dev.jellyscale.protocol.picture;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import java.io.IOException;

/** Walks the segments of a JPEG file (ITU-T T.81, annex B) to its frame header. */
final class JpegHeader {
  private static final int MOST_SEGMENTS = 10_000;
  private static final int MOST_FILL_BYTES = 65_536;
  private static final int FIRST_SEGMENT = 2;

  private static final int TEMPORARY = 0x01;
  private static final int FIRST_FRAME = 0xC0;
  private static final int LAST_PLAIN_FRAME = 0xC2;
  private static final int HUFFMAN_TABLE = 0xC4;
  private static final int EXTENSION = 0xC8;
  private static final int CONDITIONING = 0xCC;
  private static final int LAST_FRAME = 0xCF;
  private static final int FIRST_RESTART = 0xD0;
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;

  private JpegHeader() {}

  static PictureHeader read(HeaderBytes bytes) throws IOException {
    long at = FIRST_SEGMENT;
    for (int i = 0; i < MOST_SEGMENTS; i++) {
      at = markerAt(bytes, at);
      int marker = bytes.u8(at);
      at++;
      if (marker == TEMPORARY || (marker >= FIRST_RESTART && marker < END)) {
        continue;
      }
      if (marker == 0 || marker == END || marker == SCAN) {
        break;
      }
      int length = bytes.u16(at);
      if (length < 2) {
        break;
      }
      if (isFrame(marker)) {
        return frame(bytes, at, length, marker);
      }
      at += length;
    }
    throw new Damaged("The JPEG file has no frame header where it should be");
  }

  /** Place of the marker's code, behind all bytes that may fill up before it. */
  private static long markerAt(HeaderBytes bytes, long at) throws IOException {
    if (bytes.u8(at) != 0xFF) {
      throw new Damaged("The JPEG file has other bytes where a segment should begin");
    }
    for (int i = 1; i < MOST_FILL_BYTES; i++) {
      if (bytes.u8(at + i) != 0xFF) {
        return at + i;
      }
    }
    throw new Damaged("The JPEG file has too many bytes before a segment");
  }

  private static boolean isFrame(int marker) {
    return marker >= FIRST_FRAME
        && marker <= LAST_FRAME
        && marker != HUFFMAN_TABLE
        && marker != EXTENSION
        && marker != CONDITIONING;
  }

  private static PictureHeader frame(HeaderBytes bytes, long at, int length, int marker)
      throws IOException {
    if (marker > LAST_PLAIN_FRAME) {
      throw new Unsupported(
          "Lossless, hierarchical and arithmetically coded JPEG files are not handled");
    }
    int depth = bytes.u8(at + 2);
    int height = bytes.u16(at + 3);
    int width = bytes.u16(at + 5);
    int components = bytes.u8(at + 7);
    if (length != 8 + 3 * components) {
      throw new Damaged("The frame header of the JPEG file has a wrong length");
    }
    if (depth != 8) {
      throw new Unsupported("JPEG files of " + depth + " bits are not handled");
    }
    if (height == 0) {
      throw new Unsupported("JPEG files that tell their height at the end are not handled");
    }
    if (components == 4) {
      throw new Unsupported("JPEG files of four inks (CMYK) are not handled");
    }
    if (components != 1 && components != 3) {
      throw new Unsupported("JPEG files of " + components + " components are not handled");
    }
    return new PictureHeader(PictureKind.JPEG, width, height, depth, components == 3, false);
  }
}
