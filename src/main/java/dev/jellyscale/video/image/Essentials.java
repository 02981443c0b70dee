package dev.jellyscale.video.image;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.protocol.picture.PictureKind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * What a decoder needs of a picture file. Previews, texts, comments and notes of cameras never
 * reach it: they are where decoders break, and compressed ones grow a thousandfold.
 *
 * @param bytes a file of the same kind
 * @param turn how the decoded picture has to be turned
 */
record Essentials(byte[] bytes, Turn turn) {

  /**
   * Takes a file apart.
   *
   * @throws Damaged if it ends too early, or is not made as files of its kind are
   */
  static Essentials of(byte[] file, PictureKind kind) {
    try {
      return switch (kind) {
        case JPEG -> JpegParts.essentials(file);
        case PNG -> PngParts.essentials(file);
        case WEBP -> WebpParts.essentials(file);
      };
    } catch (IndexOutOfBoundsException e) {
      throw new Damaged("The picture file ends too early", e);
    }
  }

  /** The bytes from {@code at} on. */
  static ByteBuffer part(byte[] file, int at, long length) {
    if (length < 0 || at + length > file.length) {
      throw new Damaged("The picture file ends too early");
    }
    return ByteBuffer.wrap(file, at, (int) length);
  }

  /** Collects parts of a file. */
  static ByteArrayOutputStream parts(byte[] file) {
    return new ByteArrayOutputStream(file.length);
  }
}
