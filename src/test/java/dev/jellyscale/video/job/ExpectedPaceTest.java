package dev.jellyscale.video.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.protocol.EncoderSettings.Nvenc;
import dev.jellyscale.protocol.EncoderSettings.NvencCodec;
import dev.jellyscale.protocol.EncoderSettings.SvtAv1;
import dev.jellyscale.protocol.EncoderSettings.X264;
import dev.jellyscale.protocol.EncoderSettings.X265;
import dev.jellyscale.protocol.EncoderSettings.X26xPreset;
import dev.jellyscale.protocol.ExecutionProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpectedPaceTest {
  private static final EncoderSettings X264 = new X264(X26xPreset.FASTER, 18);

  /** A network of 82,498 bytes from 640x360, measured at 39 ms a frame. */
  private static final ExpectedPace SMALL =
      new ExpectedPace(640L * 360 * 82_498 / 4.0, 1280 * 720.0);

  @Test
  void theFrameOfTheBenchmarkIsExpectedNearWhatItWasMeasured() {
    assertThat(SMALL.secondsPerFrame(ExecutionProvider.CPU, X264)).isBetween(0.03, 0.05);
  }

  @ParameterizedTest
  @EnumSource
  void moreWorkTakesLonger(ExecutionProvider provider) {
    var larger = new ExpectedPace(SMALL.multiplications() * 4, SMALL.pixels() * 4);

    assertThat(larger.secondsPerFrame(provider, X264))
        .isGreaterThan(SMALL.secondsPerFrame(provider, X264));
  }

  @Test
  void aGpuIsExpectedToBeFasterAndX265Slower() {
    var cpu = ExecutionProvider.CPU;
    double usual = SMALL.secondsPerFrame(cpu, X264);

    assertThat(SMALL.secondsPerFrame(ExecutionProvider.CUDA, X264)).isLessThan(usual);
    assertThat(SMALL.secondsPerFrame(cpu, new X265(X26xPreset.FASTER, 20))).isGreaterThan(usual);
    assertThat(SMALL.secondsPerFrame(cpu, new SvtAv1(8, 30))).isGreaterThan(usual);
    assertThat(SMALL.secondsPerFrame(cpu, new Nvenc(NvencCodec.H264, 4, 20))).isLessThan(usual);
  }
}
