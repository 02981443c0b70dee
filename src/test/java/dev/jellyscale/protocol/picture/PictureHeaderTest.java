package dev.jellyscale.protocol.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.video.image.TestPictures;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureHeaderTest {
  @TempDir Path folder;

  private static byte[] jpeg() {
    return TestPictures.texture("header.jpg", "35x21", "-q:v 3");
  }

  @Test
  void readsJpegPngAndWebp() {
    var lossy = TestPictures.byFfmpeg("header.webp", "48x32", "-c:v libwebp -pix_fmt yuv420p");
    var lossless =
        TestPictures.byFfmpeg("less.webp", "31x7", "-c:v libwebp -lossless 1 -pix_fmt bgra");
    var png = PngBytes.of(5, 9, 16, PngBytes.RGBA).picture(4, (_, _, _) -> 0);

    assertThat(PictureHeader.read(jpeg()))
        .isEqualTo(new PictureHeader(PictureKind.JPEG, 35, 21, 8, true, false));
    assertThat(PictureHeader.read(png))
        .isEqualTo(new PictureHeader(PictureKind.PNG, 5, 9, 16, true, true));
    assertThat(PictureHeader.read(lossy))
        .isEqualTo(new PictureHeader(PictureKind.WEBP, 48, 32, 8, true, false));
    assertThat(PictureHeader.read(lossless).width()).isEqualTo(31);
    assertThat(PictureHeader.read(lossless).height()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "2, false", "3, false", "4, true", "6, true"})
  void knowsWhichPngMayBeTransparent(int colour, boolean alpha) {
    var png = PngBytes.of(2, 2, 8, colour);
    if (colour == PngBytes.PALETTE) {
      png.chunk("PLTE", new byte[3]);
    }
    assertThat(PictureHeader.read(png.chunk("IDAT", new byte[0]).end()).alpha()).isEqualTo(alpha);
    if (!alpha) {
      var marked =
          PngBytes.of(2, 2, 8, colour)
              .chunk("PLTE", new byte[6])
              .chunk("tRNS", new byte[6])
              .chunk("IDAT", new byte[0]);
      assertThat(PictureHeader.read(marked.end()).alpha()).isTrue();
    }
  }

  @Test
  void readsAFileAsItReadsMemoryHoweverFarTheFrameHeaderIs() throws Exception {
    var note = new byte[65_000];
    var jpeg = jpeg();
    for (int i = 0; i < 20; i++) {
      jpeg = JpegBytes.with(jpeg, 0xE5, note);
    }
    var file = Files.write(folder.resolve("a"), jpeg);

    try (var channel = FileChannel.open(file)) {
      assertThat(PictureHeader.read(channel, jpeg.length)).isEqualTo(PictureHeader.read(jpeg()));
      assertThat(channel.position()).isZero();
    }
  }

  @Test
  void whatAFileHasBehindThePictureIsNotLookedAt() throws Exception {
    var whole = jpeg();
    var file = Files.write(folder.resolve("a"), whole);

    try (var channel = FileChannel.open(file)) {
      for (int bytes = 0; bytes < 20; bytes++) {
        int few = bytes;
        assertThatThrownBy(() -> PictureHeader.read(channel, few))
            .as("%d bytes", few)
            .isInstanceOfAny(Damaged.class, Unsupported.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GIF89a??????", "BM??????????", "<svg></svg>  ", "RIFF????WAVEfmt "})
  void refusesOtherFiles(String text) {
    assertThatThrownBy(() -> PictureHeader.read(text.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(Unsupported.class)
        .hasMessageContaining("JPEG, PNG or WebP");
  }

  @Test
  void refusesAnEmptyFile() {
    assertThatThrownBy(() -> PictureHeader.read(new byte[0]))
        .isInstanceOf(Damaged.class)
        .hasMessageContaining("empty");
  }

  @Test
  void refusesAnimations() {
    var apng = PngBytes.of(4, 4, 8, PngBytes.RGB).chunk("acTL", new byte[8]);
    var webp = TestPictures.animatedWebp();

    for (var file : new byte[][] {apng.chunk("IDAT", new byte[0]).end(), webp}) {
      assertThatThrownBy(() -> PictureHeader.read(file))
          .isInstanceOf(Unsupported.class)
          .hasMessageContaining("Animated");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "C3, 8, 3, Lossless",
    "C9, 8, 3, arithmetic",
    "C0, 12, 3, 12 bits",
    "C0, 8, 4, CMYK",
    "C1, 8, 2, 2 components"
  })
  void refusesSortsOfJpegThatNobodyDecodes(String marker, int depth, int inks, String reason) {
    var frame = new byte[6 + 3 * inks];
    frame[0] = (byte) depth;
    frame[2] = 16;
    frame[4] = 16;
    frame[5] = (byte) inks;
    var empty = new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9};
    var file = JpegBytes.with(empty, Integer.parseInt(marker, 16), frame);

    assertThatThrownBy(() -> PictureHeader.read(file))
        .isInstanceOf(Unsupported.class)
        .hasMessageContaining(reason);
  }

  @Test
  void refusesSizesOfNothingAndHeadersThatContradictThemselves() {
    var none = PngBytes.of(0, 5, 8, PngBytes.RGB).chunk("IDAT", new byte[0]).end();
    var oddDepth = PngBytes.of(5, 5, 3, PngBytes.RGB).chunk("IDAT", new byte[0]).end();
    var broken = PngBytes.of(5, 5, 8, PngBytes.RGB).chunk("IDAT", new byte[0]).end();
    broken[19]++;
    var noPicture = PngBytes.of(5, 5, 8, PngBytes.RGB).end();

    for (var file : new byte[][] {none, oddDepth, broken, noPicture}) {
      assertThatThrownBy(() -> PictureHeader.read(file)).isInstanceOf(Damaged.class);
    }
  }

  @Test
  void refusesWhatEndsBeforeItsHeaderDoes() {
    var png = PngBytes.of(5, 5, 8, PngBytes.RGB).picture(3, (_, _, _) -> 0);
    for (int length = 12; length < 33; length++) {
      var cut = Arrays.copyOf(png, length);
      assertThatThrownBy(() -> PictureHeader.read(cut)).isInstanceOf(Damaged.class);
    }
  }

  @Test
  void limitsCountPixelsOfSourceAndOutput() {
    var limits = PictureLimits.of(Map.of("JELLYSCALE_MAX_PIXELS", "1000000"));

    limits.requireSource(1000, 1000);
    limits.requireOutput(2000, 2000);
    assertThatThrownBy(() -> limits.requireSource(1000, 1001)).isInstanceOf(LimitExceeded.class);
    assertThatThrownBy(() -> limits.requireSource(Integer.MAX_VALUE, Integer.MAX_VALUE))
        .isInstanceOf(LimitExceeded.class);
    assertThatThrownBy(() -> limits.requireOutput(2000, 2001)).isInstanceOf(LimitExceeded.class);
    assertThat(PictureLimits.of(Map.of())).isEqualTo(new PictureLimits(40_000_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "256000001", "many", "1e6"})
  void refusesLimitsThatAreNone(String said) {
    assertThatThrownBy(() -> PictureLimits.of(Map.of("JELLYSCALE_MAX_PIXELS", said)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_MAX_PIXELS");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101, -5})
  void refusesAQualityThatIsNone(int quality) {
    assertThatThrownBy(() -> new PictureForm.Jpeg(quality)).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> new PictureForm.Webp(quality)).isInstanceOf(Invalid.class);
  }

  @Test
  void aPictureOfAPaletteNeedsOne() {
    for (var png :
        new PngBytes[] {
          PngBytes.of(4, 4, 8, 3), PngBytes.of(4, 4, 8, 3).chunk("PLTE", new byte[0])
        }) {
      var file = png.chunk("IDAT", new byte[0]).end();

      assertThatThrownBy(() -> PictureHeader.read(file)).isInstanceOf(Damaged.class);
    }
  }
}
