package dev.jellyscale.cli.quality;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Luma of a picture, 8 bit, row by row without padding.
 *
 * @param codes {@code width * height} samples; never changed after creation
 */
record LumaImage(int width, int height, byte[] codes) {

  /**
   * Reads an RGB picture as BT.601 limited-range luma, rounded to 8 bit.
   *
   * @throws Invalid if the file is no picture that Java can read
   */
  static LumaImage read(Path file) throws IOException {
    var image = ImageIO.read(file.toFile());
    if (image == null) {
      throw new Invalid("%s is no picture that can be measured".formatted(file.getFileName()));
    }
    var codes = new byte[Math.multiplyExact(image.getWidth(), image.getHeight())];
    var row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int x = 0; x < row.length; x++) {
        codes[y * row.length + x] = (byte) luma(row[x]);
      }
    }
    return new LumaImage(image.getWidth(), image.getHeight(), codes);
  }

  /** ITU-R BT.601, from 8-bit R'G'B' to codes 16 to 235. */
  private static long luma(int rgb) {
    int red = rgb >> 16 & 0xFF;
    int green = rgb >> 8 & 0xFF;
    int blue = rgb & 0xFF;
    return Math.round(16 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255);
  }

  int code(int x, int y) {
    return codes[y * width + x] & 0xFF;
  }

  /** The upper left part, with sides that {@code divisor} divides. */
  LumaImage croppedTo(int divisor) {
    int newWidth = width / divisor * divisor;
    int newHeight = height / divisor * divisor;
    var cropped = new byte[newWidth * newHeight];
    for (int y = 0; y < newHeight; y++) {
      System.arraycopy(codes, y * width, cropped, y * newWidth, newWidth);
    }
    return new LumaImage(newWidth, newHeight, cropped);
  }

  /**
   * Peak signal-to-noise ratio against another picture of the same size.
   *
   * @param border pixels on each side that do not count
   * @return decibels; infinite where both are equal
   */
  double psnr(LumaImage other, int border) {
    double squares = 0;
    for (int y = border; y < height - border; y++) {
      for (int x = border; x < width - border; x++) {
        double error = code(x, y) - other.code(x, y);
        squares += error * error;
      }
    }
    double mean = squares / ((double) (width - 2 * border) * (height - 2 * border));
    return 10 * Math.log10(255.0 * 255.0 / mean);
  }
}
