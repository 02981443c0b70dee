package dev.jellyscale.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.TestFiles;
import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.EngineOptions;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.picture.PictureForm;
import dev.jellyscale.protocol.picture.PictureHeader;
import dev.jellyscale.protocol.picture.PictureKind;
import dev.jellyscale.protocol.picture.PictureLimits;
import dev.jellyscale.protocol.picture.PngBytes;
import dev.jellyscale.protocol.wire.ImageFacts;
import dev.jellyscale.protocol.wire.PictureTask;
import dev.jellyscale.renderer.picture.ReadyUpscalers;
import dev.jellyscale.video.image.TestPictures;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageWorkTest {
  private static final ModelSource BICUBIC = shipped("bicubic-x2");

  @TempDir Path folder;
  private final Engine engine = new Engine(EngineOptions.defaults());
  private final ReadyUpscalers ready = new ReadyUpscalers(engine);
  private final ImageWork work =
      new ImageWork(
          new OpenModels(engine, new MemoryMeter(Optional::empty, ResidentMemory::bytes)), ready);

  @AfterEach
  void close() {
    engine.close();
  }

  private static ModelSource shipped(String id) {
    return ModelSource.shipped(new ModelId(id));
  }

  private Path target() {
    return folder.resolve("out");
  }

  private ImageFacts run(ModelSource model, byte[] picture, PictureForm form)
      throws InterruptedException, IOException {
    return run(model, picture, form, PictureLimits.DEFAULT);
  }

  private ImageFacts run(ModelSource model, byte[] picture, PictureForm form, PictureLimits limits)
      throws InterruptedException, IOException {
    var source = Files.write(folder.resolve("in"), picture);
    var order =
        new PictureTask(model, TestFiles.picture(source), target().toString(), form, limits);
    return work.run(order, new Task(1, Thread.currentThread(), _ -> {}));
  }

  private byte[] made() throws IOException {
    return Files.readAllBytes(target());
  }

  /** Luminance of a PQ code, in nits: SMPTE ST 2084. */
  private static double nits(double code) {
    double power = Math.pow(code / 65_535, 1 / 78.84375);
    return 10_000
        * Math.pow(
            Math.max(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power), 1 / 0.1593017578125);
  }

  @ParameterizedTest
  @CsvSource({
    "bicubic-x2, 0.1", "bicubic-x2, 1", "bicubic-x2, 100", "bicubic-x2, 1000", "bicubic-x2, 10000",
    "swift-x2, 1", "swift-x2, 100", "swift-x2, 203", "swift-x2, 1000", "swift-x2, 4000"
  })
  void keepsTheLuminanceOfPqPatchesWithinOnePercent(String model, double luminance)
      throws Exception {
    int code = codeOf(luminance);
    var png = PngBytes.of(48, 32, 16, PngBytes.RGB).picture(3, (_, _, _) -> code);

    run(shipped(model), png, new PictureForm.DeepPng());

    var raster = raster(made());
    double worst = 0;
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 96; x++) {
        for (int channel = 0; channel < 3; channel++) {
          worst = Math.max(worst, Math.abs(nits(raster.getSample(x, y, channel)) / luminance - 1));
        }
      }
    }
    assertThat(worst).isLessThan(0.01);
  }

  private static int codeOf(double luminance) {
    int low = 0;
    int high = 65_535;
    while (low < high) {
      int middle = (low + high) / 2;
      if (nits(middle) < luminance) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static Raster raster(byte[] png) {
    return TestPictures.image(png).getRaster();
  }

  @Test
  void keepsSixteenBitsOfALinearRamp() throws Exception {
    int step = 256;
    var png =
        PngBytes.of(256, 16, 16, PngBytes.RGB).picture(3, (x, _, channel) -> x * step + channel);

    run(BICUBIC, png, new PictureForm.DeepPng());

    assertThat(PictureHeader.read(made()).depth()).isEqualTo(16);
    var raster = raster(made());
    int worst = 0;
    // Edges are repeated, so that a ramp is none there.
    for (int x = 8; x < 504; x++) {
      int expected = (2 * x - 1) * step / 4;
      worst = Math.max(worst, Math.abs(raster.getSample(x, 16, 0) - expected));
    }
    assertThat(worst).isLessThanOrEqualTo(2);
  }

  @Test
  void keepsEveryCodeOfFlatPatches() throws Exception {
    int worst = 0;
    for (int code = 0; code <= 65_535; code += 4369) {
      int now = code;
      var png = PngBytes.of(16, 16, 16, PngBytes.RGB).picture(3, (_, _, _) -> now);
      run(BICUBIC, png, new PictureForm.DeepPng());
      var raster = raster(made());
      for (int i = 0; i < 32 * 32; i++) {
        worst = Math.max(worst, Math.abs(raster.getSample(i % 32, i / 32, i % 3) - code));
      }
    }
    assertThat(worst).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"8, 2, 3", "16, 0, 1", "8, 6, 4"})
  void refusesSixteenBitsOfOutputForOtherSources(int depth, int colour, int channels) {
    var png = PngBytes.of(16, 16, depth, colour).picture(channels, (_, _, _) -> 200);

    assertThatThrownBy(() -> run(BICUBIC, png, new PictureForm.DeepPng()))
        .isInstanceOf(Invalid.class);
    assertThat(target()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1x1", "2x1", "1x3", "3x3", "17x5", "255x1"})
  void enlargesTinyAndOddPictures(String size) throws Exception {
    int width = Integer.parseInt(size.split("x")[0]);
    int height = Integer.parseInt(size.split("x")[1]);
    var png = PngBytes.of(width, height, 8, PngBytes.RGB).picture(3, (_, _, _) -> 90);
    var jpeg = TestPictures.byJava("jpg", width, height, (_, _) -> 0x5A5A5A);
    for (var model : new String[] {"bicubic-x2", "swift-x2"}) {
      for (var file : new byte[][] {png, jpeg}) {
        var facts = run(shipped(model), file, new PictureForm.Png());

        assertThat(facts.output()).isEqualTo(new Size(2 * width, 2 * height));
        var image = TestPictures.image(made());
        assertThat(image.getWidth()).isEqualTo(2 * width);
        assertThat(image.getRGB(width, height) & 255).isBetween(84, 96);
      }
    }
  }

  @Test
  void nothingInvisibleBleedsIntoWhatIsVisible() throws Exception {
    // A red disc on a ground that is green, but invisible.
    var png =
        PngBytes.of(64, 64, 8, PngBytes.RGBA)
            .picture(
                4,
                (x, y, channel) -> {
                  boolean inside = Math.hypot(x - 31.5, y - 31.5) < 20;
                  return switch (channel) {
                    case 0, 3 -> inside ? 255 : 0;
                    case 1 -> inside ? 0 : 255;
                    default -> 0;
                  };
                });

    run(BICUBIC, png, new PictureForm.Png());

    assertThat(PictureHeader.read(made()).alpha()).isTrue();
    var raster = raster(made());
    int visible = 0;
    for (int i = 0; i < 128 * 128; i++) {
      int x = i % 128;
      int y = i / 128;
      int alpha = raster.getSample(x, y, 3);
      if (alpha > 0) {
        assertThat(raster.getSample(x, y, 1))
            .as("green at %d, %d of alpha %d", x, y, alpha)
            .isZero();
        assertThat(raster.getSample(x, y, 0)).isEqualTo(255);
        visible += alpha;
      } else {
        // No halo: nothing shows more than a pixel beside the disc.
        assertThat(Math.hypot(x - 63.5, y - 63.5)).isGreaterThan(37);
      }
      if (Math.hypot(x - 63.5, y - 63.5) > 44) {
        assertThat(alpha).isLessThanOrEqualTo(2);
      }
    }
    assertThat(visible / 255.0).isBetween(Math.PI * 1600 * 0.98, Math.PI * 1600 * 1.02);
  }

  @Test
  void tellsStepsKindAndSizes() throws Exception {
    var jpeg = TestPictures.texture("facts.jpg", "64x48", "-q:v 2");

    var first = run(BICUBIC, jpeg, PictureForm.Jpeg.usual());
    var second = run(BICUBIC, jpeg, PictureForm.Jpeg.usual());

    assertThat(first.kind()).isEqualTo(PictureKind.JPEG);
    assertThat(first.input()).isEqualTo(new Size(64, 48));
    assertThat(first.output()).isEqualTo(new Size(128, 96));
    var seconds = second.seconds();
    assertThat(seconds.decode()).isPositive();
    assertThat(seconds.inference()).isPositive();
    assertThat(seconds.encode()).isPositive();
    assertThat(seconds.rest()).isNotNegative();
    assertThat(seconds.opening()).isLessThan(first.seconds().opening());
    assertThat(PictureHeader.read(made()).kind()).isEqualTo(PictureKind.JPEG);
  }

  @Test
  void whatIsReadyIsClosedWithItsModel() throws Exception {
    var jpeg = TestPictures.texture("facts.jpg", "64x48", "-q:v 2");
    run(BICUBIC, jpeg, PictureForm.Jpeg.usual());

    ready.close(BICUBIC);

    assertThat(run(BICUBIC, jpeg, PictureForm.Jpeg.usual()).seconds().opening()).isPositive();
  }

  @Test
  void aCancelledUpscalerIsNotUsedAgain() throws Exception {
    var jpeg = TestPictures.texture("facts.jpg", "64x48", "-q:v 2");
    run(BICUBIC, jpeg, PictureForm.Jpeg.usual());
    var order =
        new PictureTask(
            BICUBIC,
            TestFiles.picture(folder.resolve("in")),
            folder.resolve("none").toString(),
            PictureForm.Jpeg.usual(),
            PictureLimits.DEFAULT);
    var task = new Task(2, new Thread(), _ -> {});
    task.cancel();

    assertThatThrownBy(() -> work.run(order, task)).isInstanceOf(InterruptedException.class);
    assertThat(folder.resolve("none")).doesNotExist();
    assertThat(run(BICUBIC, jpeg, PictureForm.Jpeg.usual()).output()).isEqualTo(new Size(128, 96));
  }

  @Test
  void limitsHoldBeforeAnythingIsDecodedOrOpened() {
    var large = PngBytes.of(30_000, 30_000, 8, PngBytes.RGB).chunk("IDAT", new byte[0]).end();
    assertThatThrownBy(() -> run(BICUBIC, large, new PictureForm.Png()))
        .isInstanceOf(LimitExceeded.class);
    var small = PngBytes.of(20, 20, 8, PngBytes.RGB).picture(3, (_, _, _) -> 0);
    assertThatThrownBy(() -> run(BICUBIC, small, new PictureForm.Png(), new PictureLimits(399)))
        .isInstanceOf(LimitExceeded.class);
    var longOne = PngBytes.of(33_000, 1, 8, PngBytes.RGB).picture(3, (_, _, _) -> 0);
    assertThatThrownBy(() -> run(BICUBIC, longOne, PictureForm.Jpeg.usual()))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("too long");
    assertThat(target()).doesNotExist();
  }

  @Test
  void aBombIsRefusedForItsBytesAndNotExpanded() {
    var bomb = PngBytes.deflated(new byte[200 << 20]);
    var png =
        PngBytes.of(16, 16, 8, PngBytes.RGB)
            .chunk(
                "zTXt", concat("text\0\0".getBytes(java.nio.charset.StandardCharsets.UTF_8), bomb))
            .chunk(
                "iCCP", concat("name\0\0".getBytes(java.nio.charset.StandardCharsets.UTF_8), bomb))
            .chunk("IDAT", bomb)
            .end();
    long before = ResidentMemory.bytes();

    try {
      run(BICUBIC, png, new PictureForm.Png());
    } catch (Damaged e) {
      assertThat(e).hasMessageContaining("decoded");
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }

    assertThat(ResidentMemory.bytes() - before).isLessThan(64 << 20);
  }

  private static byte[] concat(byte[] left, byte[] right) {
    var both = java.util.Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }
}
