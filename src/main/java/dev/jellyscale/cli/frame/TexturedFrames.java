package dev.jellyscale.cli.frame;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/**
 * Frames, mostly of 640x360, as a player's canvas gives them: textured, with grain, JPEG of quality
 * 85.
 */
public final class TexturedFrames {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int SMALL = 48;
  private static final int FRAMES = 8;
  private static final float QUALITY = 0.85f;

  private TexturedFrames() {}

  /** Some different frames; the same in every run. */
  public static List<byte[]> jpegs() throws IOException {
    ImageIO.setUseCache(false);
    var frames = new ArrayList<byte[]>();
    for (int i = 0; i < FRAMES; i++) {
      frames.add(jpeg(picture(i, WIDTH, HEIGHT)));
    }
    return frames;
  }

  /** A frame that takes next to no time. */
  public static byte[] small() throws IOException {
    ImageIO.setUseCache(false);
    return jpeg(picture(0, SMALL, SMALL));
  }

  private static BufferedImage picture(int number, int width, int height) {
    var random = new SplittableRandom(number);
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int grain = random.nextInt(13) - 6;
        int red = wave(x + 9 * number, y, 37, 23) + grain;
        int green = wave(x, y + 5 * number, 61, 47) + grain;
        int blue = wave(x - y, x + y + 7 * number, 83, 29) + grain;
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return image;
  }

  /** A code between 48 and 208. */
  private static int wave(int x, int y, int across, int down) {
    double both = Math.sin(x * 2 * Math.PI / across) + Math.cos(y * 2 * Math.PI / down);
    return 128 + (int) Math.round(40 * both);
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try {
      var parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      var out = new ByteArrayOutputStream();
      try (var stream = ImageIO.createImageOutputStream(out)) {
        writer.setOutput(stream);
        writer.write(null, new IIOImage(image, null, null), parameters);
      }
      return out.toByteArray();
    } finally {
      writer.dispose();
    }
  }
}
