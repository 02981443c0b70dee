package dev.jellyscale.protocol.picture;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * What a picture file says of itself, read from its first segments without decoding anything and
 * within 4 KiB of memory. A lie in it is found when the picture is decoded, which is not done here.
 *
 * @param width columns as they are stored, at least 1; an EXIF orientation may turn the picture
 * @param height rows as they are stored, at least 1
 * @param depth bits of a sample, 1 to 16
 * @param colours whether it has three colours and not shades of grey or a palette
 * @param alpha whether pixels may be transparent
 */
public record PictureHeader(
    PictureKind kind, int width, int height, int depth, boolean colours, boolean alpha) {

  public PictureHeader {
    if (width < 1 || height < 1) {
      throw new Damaged("A picture of " + width + "x" + height + " has no pixels");
    }
  }

  /**
   * Reads the header of a file in memory.
   *
   * @throws Damaged if the file is empty, ends too early or contradicts itself
   * @throws Unsupported if it is neither JPEG, PNG nor WebP, or of a sort of them that is not
   *     handled: animated, four inks, lossless JPEG, more than 8 bits in a JPEG
   */
  public static PictureHeader read(byte[] file) {
    try {
      return read(
          new HeaderBytes(
              (target, at) -> {
                int count = (int) Math.min(target.remaining(), Math.max(0, file.length - at));
                if (count > 0) {
                  target.put(file, Math.toIntExact(at), count);
                }
                return count > 0 ? count : -1;
              }));
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot fail to be read", e);
    }
  }

  /**
   * Reads the header of a file on the disk, as {@link #read(byte[])} does. The channel's position
   * stays where it is.
   *
   * @param bytes of the picture; what the file has behind them is not looked at
   */
  public static PictureHeader read(FileChannel file, long bytes) throws IOException {
    return read(
        new HeaderBytes(
            (ByteBuffer target, long at) -> {
              long left = Math.max(0, bytes - at);
              target.limit((int) Math.min(target.limit(), target.position() + left));
              return left > 0 ? file.read(target, at) : -1;
            }));
  }

  private static PictureHeader read(HeaderBytes bytes) throws IOException {
    var first = bytes.first(PictureKind.TELLING_BYTES);
    if (first.length == 0) {
      throw new Damaged("The picture is empty");
    }
    var kind =
        PictureKind.of(first)
            .orElseThrow(
                () -> new Unsupported("The file is no picture that is handled: JPEG, PNG or WebP"));
    return switch (kind) {
      case JPEG -> JpegHeader.read(bytes);
      case PNG -> PngHeader.read(bytes);
      case WEBP -> WebpHeader.read(bytes);
    };
  }
}
