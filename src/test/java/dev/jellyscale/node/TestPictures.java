package dev.jellyscale.node;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures that callers send, good and bad. */
final class TestPictures {
  private TestPictures() {}

  /** A gradient of 8 bits. */
  static byte[] picture(String format, int width, int height) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, (x * 5 & 255) << 16 | (y * 7 & 255) << 8 | (x + y & 255));
      }
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  /** A PNG of 16 bits whose samples are all {@code code}. */
  static byte[] deep(int width, int height, int code) throws IOException {
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    var raster = model.createCompatibleWritableRaster(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setPixel(x, y, new int[] {code, code, code});
      }
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(model, raster, false, null), "png", bytes);
    return bytes.toByteArray();
  }

  static BufferedImage read(byte[] picture) throws IOException {
    var image = ImageIO.read(new ByteArrayInputStream(picture));
    if (image == null) {
      throw new IOException("No picture: " + new String(picture, StandardCharsets.UTF_8));
    }
    return image;
  }

  /** A PNG that says it is huge, and has no pixels. */
  static byte[] hugeHeader() {
    var chunk = ByteBuffer.allocate(17);
    chunk.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(30_000).putInt(30_000);
    chunk.put(new byte[] {8, 2, 0, 0, 0});
    var sum = new CRC32();
    sum.update(chunk.array());
    return ByteBuffer.allocate(8 + 4 + 17 + 4)
        .putLong(0x89504E470D0A1A0AL)
        .putInt(13)
        .put(chunk.array())
        .putInt((int) sum.getValue())
        .array();
  }

  /** The beginning of a WebP file that says it is animated. */
  static byte[] animated() {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes("RIFF".getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(new byte[] {36, 0, 0, 0});
    bytes.writeBytes("WEBPVP8X".getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(new byte[] {10, 0, 0, 0, 2, 0, 0, 0, 15, 0, 0, 15, 0, 0});
    bytes.writeBytes("ANIM".getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(new byte[] {6, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    return bytes.toByteArray();
  }

  /** The first half of a JPEG. */
  static byte[] truncated() throws IOException {
    var whole = picture("jpeg", 64, 48);
    return Arrays.copyOf(whole, whole.length / 2);
  }
}
