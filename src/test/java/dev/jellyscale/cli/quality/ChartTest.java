package dev.jellyscale.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jellyscale.cli.quality.luma.LumaImage;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class ChartTest {
  private static final int SCALE = 2;

  @Test
  void itsCodesAreThoseOfVideo() {
    var chart = Chart.draw();

    for (byte code : chart.codes()) {
      assertThat(code & 0xFF).isBetween(30, 220);
    }
  }

  @Test
  void noiseHasItsOwnVariance() {
    var random = new SplittableRandom(7);

    // Five equally probable codes around 0: their variance is 2.
    var texture = texture(_ -> random.nextInt(-2, 3));

    assertThat(texture.variance()).isEqualTo(2, within(0.02));
  }

  @Test
  void anotherBrightnessIsNoTexture() {
    assertThat(texture(_ -> 5).variance()).isZero();
  }

  @Test
  void theEdgesOfFieldsDoNotCount() {
    int margin = 2 * SCALE + 8;

    var texture =
        texture(
            at -> {
              int x = at % 768 % 192;
              int y = at / 768 % 192;
              boolean inside = Math.min(x, y) >= margin && Math.max(x, y) < 192 - margin;
              return inside ? 0 : at % 7;
            });

    assertThat(texture.variance()).isZero();
    assertThat(texture.blocks()).isEqualTo(12 * 20 * 20);
  }

  private static Chart.Texture texture(IntUnaryOperator error) {
    var chart = Chart.draw();
    var codes = chart.codes().clone();
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) (codes[i] + error.applyAsInt(i));
    }
    var output = new LumaImage(chart.width(), chart.height(), codes);
    return Chart.Texture.of(chart, output, SCALE);
  }
}
