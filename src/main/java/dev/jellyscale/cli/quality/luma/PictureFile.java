package dev.jellyscale.cli.quality.luma;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.protocol.picture.PictureKind;
import dev.jellyscale.video.ffmpeg.ShownName;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A file that holds one picture. */
public final class PictureFile {
  private static final int TELLING_BYTES = 12;

  private PictureFile() {}

  /** Whether a file begins as pictures do; whatever does not is left to FFmpeg. */
  public static boolean isPicture(Path file) throws IOException {
    try (var stream = Files.newInputStream(file)) {
      return PictureKind.of(stream.readNBytes(TELLING_BYTES)).isPresent();
    }
  }

  /**
   * Reads a picture as BT.601 limited-range luma, rounded to 8 bit; grey counts as three equal
   * colours, and transparency does not count.
   *
   * @throws Damaged if it cannot be decoded
   * @throws Unsupported if Java does not read pictures of its kind
   * @throws dev.jellyscale.error.JellyscaleException.LimitExceeded if it is larger than {@link
   *     PixelLimit#PICTURE}
   */
  public static LumaImage read(Path file) throws IOException {
    var name = ShownName.of(file);
    try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
      var readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new Unsupported(name + " is a picture of a kind that is not measured; PNG is");
      }
      var reader = readers.next();
      try {
        reader.setInput(stream, true, true);
        return luma(decoded(reader, name));
      } finally {
        reader.dispose();
      }
    }
  }

  private static BufferedImage decoded(ImageReader reader, String name) {
    int width;
    int height;
    try {
      width = reader.getWidth(0);
      height = reader.getHeight(0);
    } catch (IOException | RuntimeException e) {
      throw damaged(name, e);
    }
    PixelLimit.requireWithin(name, width, height);
    try {
      return reader.read(0);
    } catch (IOException | RuntimeException e) {
      throw damaged(name, e);
    }
  }

  /** Java's readers answer broken files with exceptions of any kind. */
  private static Damaged damaged(String name, Exception e) {
    return new Damaged("%s is damaged: it cannot be decoded (%s)".formatted(name, e), e);
  }

  private static LumaImage luma(BufferedImage image) {
    int width = image.getWidth();
    var codes = new byte[Math.multiplyExact(width, image.getHeight())];
    var row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      readRow(image, y, row);
      for (int x = 0; x < width; x++) {
        codes[y * width + x] = (byte) luma(row[x]);
      }
    }
    return new LumaImage(width, image.getHeight(), codes);
  }

  private static void readRow(BufferedImage image, int y, int[] row) {
    if (image.getColorModel().getColorSpace().getType() != ColorSpace.TYPE_GRAY) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      return;
    }
    // Java takes grey codes for linear light and would brighten them on the way to RGB.
    image.getRaster().getSamples(0, y, row.length, 1, 0, row);
    int most = (1 << image.getSampleModel().getSampleSize(0)) - 1;
    for (int x = 0; x < row.length; x++) {
      row[x] = Math.round(row[x] * 255f / most) * 0x010101;
    }
  }

  /** ITU-R BT.601, from 8-bit R'G'B' to codes 16 to 235. */
  private static long luma(int rgb) {
    int red = rgb >> 16 & 0xFF;
    int green = rgb >> 8 & 0xFF;
    int blue = rgb & 0xFF;
    return Math.round(16 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255);
  }
}
