package dev.jellyscale.protocol.picture;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import java.io.IOException;
import java.util.zip.CRC32;

/** Walks the chunks of a PNG file (third edition) to its first picture bytes. */
final class PngHeader {
  private static final int MOST_CHUNKS = 10_000;
  private static final int SIGNATURE = 8;
  private static final int FRAME = 12;
  private static final int HEADER_LENGTH = 13;
  private static final long LARGEST = Integer.MAX_VALUE;

  private static final int HEADER_NAME = 0x49484452;
  private static final int PICTURE_NAME = 0x49444154;
  private static final int ANIMATION_NAME = 0x6163544C;
  private static final int TRANSPARENCY_NAME = 0x74524E53;
  private static final int PALETTE_NAME = 0x504C5445;
  private static final int END_NAME = 0x49454E44;

  private static final int COLOURS = 2;
  private static final int PALETTE = 3;
  private static final int GREY_ALPHA = 4;
  private static final int COLOURS_ALPHA = 6;

  private PngHeader() {}

  static PictureHeader read(HeaderBytes bytes) throws IOException {
    if (bytes.name(SIGNATURE + 4) != HEADER_NAME || bytes.u32(SIGNATURE) != HEADER_LENGTH) {
      throw new Damaged("The PNG file does not begin with its header");
    }
    requireSum(bytes);
    long fields = SIGNATURE + 8;
    long width = bytes.u32(fields);
    long height = bytes.u32(fields + 4);
    int depth = bytes.u8(fields + 8);
    int colour = bytes.u8(fields + 9);
    if (width > LARGEST || height > LARGEST || !allowed(colour, depth) || odd(bytes, fields)) {
      throw new Damaged("The header of the PNG file has values that PNG does not know");
    }
    boolean alpha =
        transparent(bytes, colour == PALETTE) || colour == GREY_ALPHA || colour == COLOURS_ALPHA;
    return new PictureHeader(
        PictureKind.PNG,
        (int) width,
        (int) height,
        depth,
        colour == COLOURS || colour == COLOURS_ALPHA,
        alpha);
  }

  private static void requireSum(HeaderBytes bytes) throws IOException {
    var sum = new CRC32();
    for (int i = 0; i < HEADER_LENGTH + 4; i++) {
      sum.update(bytes.u8(SIGNATURE + 4L + i));
    }
    if (sum.getValue() != bytes.u32(SIGNATURE + 8L + HEADER_LENGTH)) {
      throw new Damaged("The header of the PNG file does not agree with its checksum");
    }
  }

  private static boolean allowed(int colour, int depth) {
    return switch (colour) {
      case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case COLOURS, GREY_ALPHA, COLOURS_ALPHA -> depth == 8 || depth == 16;
      default -> false;
    };
  }

  /** Whether compression, filter or interlacing are none that PNG has. */
  private static boolean odd(HeaderBytes bytes, long fields) throws IOException {
    return bytes.u8(fields + 10) != 0 || bytes.u8(fields + 11) != 0 || bytes.u8(fields + 12) > 1;
  }

  /**
   * Whether a chunk before the picture makes colours transparent.
   *
   * @param needsPalette whether a chunk before the picture has to name colours
   */
  private static boolean transparent(HeaderBytes bytes, boolean needsPalette) throws IOException {
    boolean found = false;
    boolean palette = false;
    long at = SIGNATURE + FRAME + (long) HEADER_LENGTH;
    for (int i = 0; i < MOST_CHUNKS; i++) {
      long length = bytes.u32(at);
      switch (bytes.name(at + 4)) {
        case PICTURE_NAME -> {
          if (needsPalette && !palette) {
            throw new Damaged("The PNG file names colours by numbers and has no palette");
          }
          return found;
        }
        case PALETTE_NAME -> palette = length > 0;
        case ANIMATION_NAME -> throw new Unsupported("Animated pictures are not handled");
        case TRANSPARENCY_NAME -> found = true;
        case END_NAME -> throw new Damaged("The PNG file holds no picture");
        default -> {}
      }
      if (length > LARGEST) {
        break;
      }
      at += length + FRAME;
    }
    throw new Damaged("The PNG file has no picture where it should be");
  }
}
