package dev.jellyscale.cli.quality.luma;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The expected samples were printed by Pillow 13.0.0 for the same pictures. */
class PillowBicubicTest {

  @Test
  void shrinksAsPillowDoes() {
    var picture = pattern(9, 6);

    var small = PillowBicubic.resize(picture, 4, 3);

    assertThat(unsigned(small))
        .containsExactly(107, 130, 148, 85, 131, 165, 110, 140, 91, 126, 152, 124);
  }

  @Test
  void enlargesAsPillowDoes() {
    var picture = pattern(3, 2);

    var large = PillowBicubic.resize(picture, 6, 4);

    assertThat(unsigned(large))
        .containsExactly(
            0, 13, 66, 122, 175, 200, 5, 23, 76, 132, 185, 210, 21, 44, 97, 153, 206, 231, 28, 54,
            107, 163, 216, 241);
  }

  private static LumaImage pattern(int width, int height) {
    var codes = new byte[width * height];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) (i * 97 % 256);
    }
    return new LumaImage(width, height, codes);
  }

  private static int[] unsigned(LumaImage picture) {
    var codes = new int[picture.codes().length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = picture.codes()[i] & 0xFF;
    }
    return codes;
  }
}
