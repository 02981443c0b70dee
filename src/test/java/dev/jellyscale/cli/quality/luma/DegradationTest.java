package dev.jellyscale.cli.quality.luma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.video.baseline.Loss;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DegradationTest {
  private static final int FRAMES = 15;

  @ParameterizedTest
  @ValueSource(strings = {"h264:20", "mpeg2:1000"})
  void everyPictureComesBackFromTheCodecInItsPlace(String loss) throws Exception {
    var originals = moving(96, 64);

    var spoilt = degraded(loss, originals);

    assertThat(spoilt).hasSameSizeAs(originals);
    for (int i = 0; i < FRAMES; i++) {
      var own = originals.get(i);
      var next = originals.get((i + 1) % FRAMES);
      assertThat(spoilt.get(i).psnr(own, 0)).isGreaterThan(spoilt.get(i).psnr(next, 0) + 3);
    }
  }

  @ParameterizedTest
  @CsvSource({"h264:18, h264:38", "mpeg2:400, mpeg2:20"})
  void moreLossIsWorse(String little, String much) throws Exception {
    var originals = moving(96, 64);

    assertThat(mean(originals, degraded(little, originals)))
        .isGreaterThan(mean(originals, degraded(much, originals)) + 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"h264:28", "mpeg2:800"})
  void everyRunGivesTheSamePictures(String loss) throws Exception {
    var originals = moving(104, 72);

    assertThat(codes(degraded(loss, originals))).isEqualTo(codes(degraded(loss, originals)));
  }

  @Test
  void wholeGroupsCountAsLongAsTheyAreShown() {
    assertThat(Recoding.seconds(24)).isEqualTo(24 / 25.0, within(1e-12));
    assertThat(Recoding.seconds(1)).isEqualTo(4 / 25.0, within(1e-12));
  }

  @Test
  void originalsAreCutSoThatSmallOnesHaveEvenSides() throws Exception {
    var degradation = new Degradation(3, Optional.of(new Loss.H264(28)));
    var original = degradation.cropped("it", moving(101, 67).getFirst());

    var small = degradation.small(List.of(original)).getFirst();

    assertThat(original.width()).isEqualTo(96);
    assertThat(original.height()).isEqualTo(66);
    assertThat(small.width()).isEqualTo(32);
    assertThat(small.height()).isEqualTo(22);
  }

  @Test
  void aPictureWithoutAnInsideIsRefused() {
    var degradation = new Degradation(4, Optional.empty());
    var small = new LumaImage(400, 24, new byte[400 * 24]);

    assertThatThrownBy(() -> degradation.cropped("it", small))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("too small");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"h264", "h264:", "h264:52", "h264:-1", "mpeg2:9", "mpeg2:1000000", "vp9:30", ""})
  void whatIsNoLossIsRefused(String text) {
    assertThatThrownBy(() -> Loss.parse(text)).isInstanceOf(Invalid.class);
  }

  private static List<LumaImage> degraded(String loss, List<LumaImage> originals)
      throws InterruptedException {
    return new Degradation(1, Optional.of(Loss.parse(loss))).small(originals);
  }

  private static double mean(List<LumaImage> originals, List<LumaImage> spoilt) {
    double sum = 0;
    for (int i = 0; i < FRAMES; i++) {
      sum += spoilt.get(i).psnr(originals.get(i), 0);
    }
    return sum / FRAMES;
  }

  private static List<ByteBuffer> codes(List<LumaImage> pictures) {
    return pictures.stream().map(picture -> ByteBuffer.wrap(picture.codes())).toList();
  }

  /** A soft pattern that goes to the right by 3 pixels a frame. */
  private static List<LumaImage> moving(int width, int height) {
    var pictures = new ArrayList<LumaImage>();
    for (int i = 0; i < FRAMES; i++) {
      var codes = new byte[width * height];
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double wave = Math.sin((x - 3 * i) * 0.35 + y * 0.1) + Math.cos(y * 0.7 - x * 0.23);
          codes[y * width + x] = (byte) Math.round(125 + 45 * wave);
        }
      }
      pictures.add(new LumaImage(width, height, codes));
    }
    return pictures;
  }
}
