package dev.jellyscale.jobs.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jellyscale.protocol.job.VideoWish;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BitsPerPixelTest {

  private static double bits(String encoder, int quality) {
    return BitsPerPixel.of(
        new VideoWish.Encoder(
            Optional.of(encoder), Optional.empty(), OptionalInt.of(quality), OptionalInt.empty()));
  }

  @ParameterizedTest
  @CsvSource({"x264, 18, 0.435", "x265, 20, 0.342", "svtav1, 44, 0.102", "x264, 14, 0.691"})
  void whatWasMeasuredIsTold(String encoder, int quality, double expected) {
    assertThat(bits(encoder, quality)).isEqualTo(expected, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x264", "x265", "svtav1", "h264_nvenc", "hevc_nvenc", "av1_nvenc"})
  void worseQualityTakesFewerBits(String encoder) {
    for (int quality = 1; quality < 63; quality++) {
      assertThat(bits(encoder, quality))
          .isGreaterThanOrEqualTo(bits(encoder, quality + 1))
          .isBetween(0.0001, 12.0);
    }
  }

  @Test
  void whatIsLeftOpenHasADefault() {
    assertThat(BitsPerPixel.of(VideoWish.Encoder.ANY)).isEqualTo(bits("x264", 18));
  }
}
