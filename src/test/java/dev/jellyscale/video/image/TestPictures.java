package dev.jellyscale.video.image;

import dev.jellyscale.video.TestClips;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.IntBinaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Picture files that other programs made. */
public final class TestPictures {
  private TestPictures() {}

  /** A smooth picture, encoded by ffmpeg. */
  public static byte[] byFfmpeg(String name, String size, String options) {
    var gradient =
        "-f lavfi -i gradients=s="
            + size
            + ":d=1:speed=0.00001:n=4:x0=0:y0=0:x1=60:y1=40"
            + ":c0=0xC04020:c1=0x30A060:c2=0x3050B0:c3=0xD0D0C0";
    return bytes(name, gradient, options);
  }

  /** A picture of texture, encoded by ffmpeg. */
  public static byte[] texture(String name, String size, String options) {
    var scaled = size.replace('x', ':');
    return bytes(
        name, "-f lavfi -i testsrc2=s=128x96:r=1:d=1,format=gbrp,scale=" + scaled, options);
  }

  private static byte[] bytes(String name, String inputs, String options) {
    try {
      var file = TestClips.make(name, inputs, options + " -frames:v 1 -update 1");
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A picture encoded by Java. */
  public static byte[] byJava(String format, int width, int height, IntBinaryOperator rgb) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, rgb.applyAsInt(x, y));
      }
    }
    try {
      var out = new ByteArrayOutputStream();
      ImageIO.write(image, format, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of a file that was encoded, which is closed. */
  static byte[] bytes(ImageEncoder.Encoded encoded) {
    try (encoded) {
      var bytes = new byte[encoded.bytes().remaining()];
      encoded.bytes().get(bytes);
      return bytes;
    }
  }

  /** A progressive JPEG of texture. */
  public static byte[] progressive(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, i * 7_919);
    }
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var parameters = writer.getDefaultWriteParam();
    parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    var out = new ByteArrayOutputStream();
    try (var stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    writer.dispose();
    return out.toByteArray();
  }

  /** A WebP file of several pictures. */
  public static byte[] animatedWebp() {
    try {
      return Files.readAllBytes(
          TestClips.make(
              "moving.webp",
              "-f lavfi -i testsrc2=s=32x32:r=5:d=1",
              "-c:v libwebp_anim -frames:v 4"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Java decodes. */
  public static BufferedImage image(byte[] file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
