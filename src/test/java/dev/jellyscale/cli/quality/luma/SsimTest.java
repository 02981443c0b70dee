package dev.jellyscale.cli.quality.luma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The expected values were computed by NumPy 2 for the same pictures, window by window with a
 * kernel of two dimensions and moments around the mean.
 */
class SsimTest {
  private static final double EXACTNESS = 1e-9;
  private static final int WIDTH = 20;
  private static final int HEIGHT = 17;

  @ParameterizedTest
  @CsvSource({"0, 0.8953231076855153", "2, 0.8969492541381633"})
  void equalsTheDefinition(int border, double expected) {
    double ssim = Ssim.of(picture(false), picture(true), border);

    assertThat(ssim).isEqualTo(expected, within(EXACTNESS));
  }

  @Test
  void isOneForEqualPictures() {
    assertThat(Ssim.of(picture(true), picture(true), 2)).isEqualTo(1, within(EXACTNESS));
  }

  @Test
  void psnrIsThatOfTheMeanSquaredErrorInsideOfTheBorder() {
    assertThat(picture(false).psnr(picture(true), 2)).isEqualTo(18.979850728843402, within(1e-9));
  }

  private static LumaImage picture(boolean changed) {
    var codes = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < codes.length; i++) {
      int code = i * 97 % 256;
      codes[i] = (byte) (changed ? code * 3 / 4 + i * 31 % 64 : code);
    }
    return new LumaImage(WIDTH, HEIGHT, codes);
  }
}
