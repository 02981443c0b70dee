package dev.jellyscale.protocol.picture;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import java.io.IOException;

/** Walks the chunks of a WebP file (RFC 9649) to its picture. */
final class WebpHeader {
  private static final int MOST_CHUNKS = 10_000;
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int EXTENDED = 0x56503858;
  private static final int LOSSY = 0x56503820;
  private static final int LOSSLESS = 0x5650384C;
  private static final int ANIMATION = 0x414E494D;
  private static final int ANIMATION_FRAME = 0x414E4D46;
  private static final int ANIMATED = 0x02;
  private static final int TRANSPARENT = 0x10;
  private static final int LOSSLESS_SIGN = 0x2F;
  private static final int LOSSY_SIGN = 0x2A019D;
  private static final int SIZE_BITS = 14;
  private static final int SIZE = (1 << SIZE_BITS) - 1;
  private static final int DEPTH = 8;

  private WebpHeader() {}

  static PictureHeader read(HeaderBytes bytes) throws IOException {
    boolean extended = bytes.name(FIRST_CHUNK) == EXTENDED;
    if (!extended) {
      return picture(bytes, FIRST_CHUNK);
    }
    long fields = FIRST_CHUNK + CHUNK_HEADER;
    int flags = bytes.u8(fields);
    if ((flags & ANIMATED) != 0) {
      throw animated();
    }
    int width = bytes.u24Low(fields + 4) + 1;
    int height = bytes.u24Low(fields + 7) + 1;
    var found = picture(bytes, pictureAt(bytes));
    if (found.width() != width || found.height() != height) {
      throw new Damaged(
          "The WebP file says %dx%d, but its picture has %dx%d"
              .formatted(width, height, found.width(), found.height()));
    }
    return header(width, height, found.alpha() || (flags & TRANSPARENT) != 0);
  }

  private static Unsupported animated() {
    return new Unsupported("Animated pictures are not handled");
  }

  private static long pictureAt(HeaderBytes bytes) throws IOException {
    long at = FIRST_CHUNK;
    for (int i = 0; i < MOST_CHUNKS; i++) {
      switch (bytes.name(at)) {
        case LOSSY, LOSSLESS -> {
          return at;
        }
        case ANIMATION, ANIMATION_FRAME -> throw animated();
        default -> {
          long length = bytes.u32Low(at + 4);
          at += CHUNK_HEADER + length + (length & 1);
        }
      }
    }
    throw new Damaged("The WebP file has no picture where it should be");
  }

  private static PictureHeader picture(HeaderBytes bytes, long at) throws IOException {
    long fields = at + CHUNK_HEADER;
    return switch (bytes.name(at)) {
      case LOSSY -> lossy(bytes, fields);
      case LOSSLESS -> lossless(bytes, fields);
      default -> throw new Damaged("The WebP file does not begin with a picture");
    };
  }

  private static PictureHeader lossy(HeaderBytes bytes, long at) throws IOException {
    boolean key = (bytes.u8(at) & 1) == 0;
    if (!key || bytes.u24Low(at + 3) != LOSSY_SIGN) {
      throw new Damaged("The WebP file holds no picture that stands alone");
    }
    return header(bytes.u16Low(at + 6) & SIZE, bytes.u16Low(at + 8) & SIZE, false);
  }

  private static PictureHeader lossless(HeaderBytes bytes, long at) throws IOException {
    if (bytes.u8(at) != LOSSLESS_SIGN) {
      throw new Damaged("The WebP file holds no lossless picture");
    }
    long fields = bytes.u32Low(at + 1);
    int width = (int) (fields & SIZE) + 1;
    int height = (int) ((fields >> SIZE_BITS) & SIZE) + 1;
    return header(width, height, ((fields >> (2 * SIZE_BITS)) & 1) != 0);
  }

  private static PictureHeader header(int width, int height, boolean alpha) {
    return new PictureHeader(PictureKind.WEBP, width, height, DEPTH, true, alpha);
  }
}
