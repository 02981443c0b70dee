package dev.jellyscale.video.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.frame.ColourDescription.Matrix;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.protocol.picture.JpegBytes;
import dev.jellyscale.protocol.picture.PictureHeader;
import dev.jellyscale.protocol.picture.PngBytes;
import dev.jellyscale.protocol.picture.PngBytes.Codes;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private static final int GREEN = 0;
  private static final int BLUE = 1;
  private static final int RED = 2;

  private static ImageDecoder decoder(byte[] file) {
    return new ImageDecoder(file, PictureHeader.read(file), 0);
  }

  /** Looks at the planes of a picture. */
  @FunctionalInterface
  private interface Look {
    void at(ImageDecoder decoder, Frame frame);
  }

  private static void decoded(byte[] file, Look look) throws InterruptedException {
    try (var decoder = decoder(file);
        var pool = new FramePool(decoder.format(), 1);
        var frame = pool.acquire()) {
      decoder.copyTo(frame);
      look.at(decoder, frame);
    }
  }

  private static int code(Frame frame, int plane, int x, int y) {
    long at = (long) y * frame.format().planeWidth(plane) + x;
    return frame.format().pixels().bytesPerSample() == 1
        ? Byte.toUnsignedInt(frame.plane(plane).get(ValueLayout.JAVA_BYTE, at))
        : Short.toUnsignedInt(frame.plane(plane).getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, at));
  }

  private static void assertPlane(Frame frame, int plane, int channel, Codes codes) {
    for (int y = 0; y < frame.format().planeHeight(plane); y++) {
      for (int x = 0; x < frame.format().planeWidth(plane); x++) {
        assertThat(code(frame, plane, x, y)).isEqualTo(codes.at(x, y, channel));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 1, 1", "8, 7, 3", "16, 5, 9", "16, 1, 1", "8, 640, 2"})
  void takesEveryCodeOfARgbPngAsItIs(int depth, int width, int height) throws Exception {
    int mask = (1 << depth) - 1;
    Codes codes = (x, y, channel) -> (x * 40_503 + y * 30_011 + channel * 20_021 + 7) & mask;
    var file = PngBytes.of(width, height, depth, PngBytes.RGB).picture(3, codes);

    decoded(
        file,
        (decoder, frame) -> {
          assertThat(frame.format().pixels().depth()).isEqualTo(depth);
          assertThat(decoder.colour().matrix()).isEqualTo(Matrix.IDENTITY);
          assertThat(decoder.hasAlpha()).isFalse();
          assertPlane(frame, RED, 0, codes);
          assertPlane(frame, GREEN, 1, codes);
          assertPlane(frame, BLUE, 2, codes);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16})
  void takesGreyPngForLumaOfFullRange(int depth) throws Exception {
    int most = (1 << depth) - 1;
    Codes codes = (x, y, _) -> (x + 3 * y) * 997 & most;
    var file = PngBytes.of(11, 5, depth, PngBytes.GREY).picture(1, codes);

    decoded(
        file,
        (decoder, frame) -> {
          int deep = depth == 16 ? 65_535 : 255;
          assertThat(decoder.colour().range()).isEqualTo(Range.FULL);
          assertPlane(frame, 0, 0, (x, y, c) -> codes.at(x, y, c) * (deep / most));
          assertPlane(frame, 1, 0, (_, _, _) -> (deep + 1) / 2);
          assertPlane(frame, 2, 0, (_, _, _) -> (deep + 1) / 2);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void looksUpTheColoursOfAPalette(int depth) throws Exception {
    int colours = 1 << depth;
    var palette = new byte[3 * colours];
    for (int i = 0; i < palette.length; i++) {
      palette[i] = (byte) (i * 37 + 5);
    }
    Codes index = (x, y, _) -> (x + y * 5) % colours;
    var file = PngBytes.of(13, 4, depth, PngBytes.PALETTE).chunk("PLTE", palette).picture(1, index);

    decoded(
        file,
        (decoder, frame) -> {
          assertThat(decoder.hasAlpha()).isFalse();
          int[] planes = {RED, GREEN, BLUE};
          for (int channel = 0; channel < 3; channel++) {
            int now = channel;
            assertPlane(
                frame, planes[channel], 0, (x, y, c) -> palette[3 * index.at(x, y, c) + now] & 255);
          }
        });
  }

  @Test
  void givesInvisiblePixelsTheColourOfTheNearestVisibleOne() throws Exception {
    var file =
        PngBytes.of(40, 30, 8, PngBytes.RGBA)
            .picture(
                4,
                (x, _, channel) -> {
                  boolean visible = x >= 12 && x < 25;
                  return switch (channel) {
                    case 0 -> visible ? 200 : 0;
                    case 1 -> visible ? 10 : 255;
                    case 2 -> visible ? x : 90;
                    default -> visible ? 255 : 0;
                  };
                });

    decoded(
        file,
        (decoder, frame) -> {
          assertThat(decoder.hasAlpha()).isTrue();
          assertPlane(frame, RED, 0, (_, _, _) -> 200);
          assertPlane(frame, GREEN, 0, (_, _, _) -> 10);
          assertPlane(frame, BLUE, 0, (x, _, _) -> Math.clamp(x, 12, 24));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "yuvj420p, S420, 64x48",
    "yuvj422p, S422, 62x40",
    "yuvj444p, S444, 33x17",
    "yuvj420p, S420, 35x21",
    "yuvj420p, S420, 2x2"
  })
  void givesTheVeryPlanesOfAJpeg(String pixels, Subsampling chroma, String size) throws Exception {
    var jpeg = TestPictures.texture("a.jpg", size, "-q:v 2 -pix_fmt " + pixels);

    decoded(
        jpeg,
        (decoder, frame) -> {
          assertThat(frame.format().pixels().subsampling()).isEqualTo(chroma);
          assertThat(frame.format().pixels().family()).isEqualTo(Family.YUV);
          assertThat(decoder.colour().matrix()).isEqualTo(Matrix.BT601);
          assertThat(decoder.colour().range()).isEqualTo(Range.FULL);
          // Java's own decoder agrees about luma, within the rounding of two conversions.
          var image = TestPictures.image(jpeg);
          for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
              int rgb = image.getRGB(x, y);
              double luma =
                  0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
              boolean clipped =
                  (rgb & 0xFF) % 255 == 0
                      || (rgb >> 8 & 0xFF) % 255 == 0
                      || (rgb >> 16 & 0xFF) % 255 == 0;
              if (!clipped) {
                assertThat((double) code(frame, 0, x, y))
                    .isCloseTo(luma, org.assertj.core.data.Offset.offset(3.0));
              }
            }
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void turnsAPictureAsExifSays(int orientation) throws Exception {
    // Four colours in the corners of a 32x16 picture tell how it lies.
    int[] corners = {0xFF0000, 0x00FF00, 0x0000FF, 0xFFFFFF};
    var flat =
        TestPictures.byJava("jpg", 32, 16, (x, y) -> corners[(x < 16 ? 0 : 1) + (y < 8 ? 0 : 2)]);
    // Which stored corner shows top left, top right, bottom left, by EXIF 2.32, table 5.
    String[] shown = {"012", "103", "321", "230", "021", "203", "312", "130"};
    int[] lumas = {76, 150, 29, 255};

    for (var order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      decoded(
          JpegBytes.turned(flat, orientation, order),
          (_, frame) -> {
            int width = frame.format().width();
            int height = frame.format().height();
            assertThat(width).isEqualTo(orientation < 5 ? 32 : 16);
            assertThat(height).isEqualTo(orientation < 5 ? 16 : 32);
            int[] found = {
              code(frame, 0, 3, 3), code(frame, 0, width - 4, 3), code(frame, 0, 3, height - 4)
            };
            for (int i = 0; i < found.length; i++) {
              assertThat(found[i])
                  .isBetween(
                      lumas[shown[orientation - 1].charAt(i) - '0'] - 6,
                      lumas[shown[orientation - 1].charAt(i) - '0'] + 6);
            }
          });
    }
  }

  @Test
  void turnsPngAndOddSizesToo() throws Exception {
    Codes codes = (x, y, channel) -> 10 * x + 60 * y + channel;
    var png =
        PngBytes.of(5, 3, 8, PngBytes.RGB)
            .chunk("eXIf", JpegBytes.tiff(6, ByteOrder.BIG_ENDIAN))
            .picture(3, codes);
    decoded(
        png,
        (decoder, frame) -> {
          assertThat(decoder.format().width()).isEqualTo(3);
          assertPlane(frame, RED, 0, (x, y, channel) -> codes.at(y, 2 - x, channel));
        });
    var jpeg = TestPictures.texture("odd.jpg", "35x21", "-q:v 2 -pix_fmt yuvj420p");
    decoded(
        JpegBytes.turned(jpeg, 8, ByteOrder.BIG_ENDIAN),
        (decoder, _) -> {
          assertThat(decoder.format().width()).isEqualTo(21);
          assertThat(decoder.format().pixels().subsampling()).isEqualTo(Subsampling.S444);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 65_535})
  void ignoresAnOrientationThatIsNone(int orientation) throws Exception {
    var jpeg = TestPictures.texture("b.jpg", "48x32", "-q:v 2");
    decoded(
        JpegBytes.turned(jpeg, orientation, ByteOrder.BIG_ENDIAN),
        (decoder, _) -> assertThat(decoder.format().width()).isEqualTo(48));
  }

  @Test
  void decodesWebpOfBothSorts() throws Exception {
    var lossy = TestPictures.byFfmpeg("a.webp", "48x32", "-c:v libwebp -quality 90");
    decoded(
        lossy,
        (decoder, frame) -> {
          assertThat(frame.format().pixels().subsampling()).isEqualTo(Subsampling.S420);
          assertThat(decoder.colour().range()).isEqualTo(Range.LIMITED);
        });
    var lossless =
        TestPictures.byFfmpeg("b.webp", "48x32", "-c:v libwebp -lossless 1 -pix_fmt bgra");
    decoded(
        lossless, (_, frame) -> assertThat(frame.format().pixels().family()).isEqualTo(Family.RGB));
  }

  @Test
  void refusesWhatWasCutAtAnyPlace() {
    for (var file :
        new byte[][] {
          TestPictures.texture("cut.jpg", "48x32", "-q:v 3"),
          PngBytes.of(9, 9, 8, PngBytes.RGB).picture(3, (x, y, c) -> x * y + c),
          TestPictures.byFfmpeg("cut.webp", "48x32", "-c:v libwebp -quality 80")
        }) {
      for (int length = 12; length < file.length; length++) {
        var cut = Arrays.copyOf(file, length);
        assertThatThrownBy(() -> decoder(cut).close())
            .as("%d of %d bytes", length, file.length)
            .isInstanceOf(Damaged.class);
      }
    }
  }

  @Test
  void aBorderRepeatsTheEdge() throws Exception {
    Codes codes = (x, y, channel) -> 20 * x + 50 * y + channel;
    var png = PngBytes.of(4, 3, 8, PngBytes.RGB).picture(3, codes);
    try (var decoder = new ImageDecoder(png, PictureHeader.read(png), 2);
        var pool = new FramePool(decoder.format(), 1);
        var frame = pool.acquire()) {
      decoder.copyTo(frame);

      assertThat(decoder.size().width()).isEqualTo(4);
      assertThat(decoder.format().width()).isEqualTo(8);
      Codes outside =
          (x, y, channel) -> codes.at(Math.clamp(x - 2, 0, 3), Math.clamp(y - 2, 0, 2), channel);
      assertPlane(frame, RED, 0, outside);
      assertPlane(frame, GREEN, 1, outside);
    }
  }
}
