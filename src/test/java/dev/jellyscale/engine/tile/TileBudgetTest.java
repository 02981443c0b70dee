package dev.jellyscale.engine.tile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileBudgetTest {
  private static final FrameFormat FRAME =
      new FrameFormat(1920, 1080, new PixelFormat(Family.YUV, Subsampling.S420, 8));
  private static final Seam SEAM = new Seam(6, 2, false);

  @Test
  void leavesAFrameWholeThatFits() {
    var grid = TileBudget.choose(FRAME, SEAM, 1920L * 1080);

    assertThat(grid.isWhole(FRAME)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1_500_000, 500_000, 250_000, 100_000, 20_000})
  void keepsTilesWithinTheBudgetAndNearIt(long pixels) {
    var grid = TileBudget.choose(FRAME, SEAM, pixels);

    assertThat(TileBudget.tilePixels(grid)).isLessThanOrEqualTo(pixels).isGreaterThan(pixels / 3);
  }

  @Test
  void spendsLittleOnSeams() {
    var grid = TileBudget.choose(FRAME, SEAM, 250_000);

    assertThat(TileBudget.tilePixels(grid) * grid.count()).isLessThan(1920L * 1080 * 105 / 100);
  }

  @Test
  void takesTheSmallestTilesWhereNoneFits() {
    var grid = TileBudget.choose(FRAME, SEAM, 1);

    assertThat(grid.tileWidth()).isLessThan(60);
    assertThat(grid.tileHeight()).isLessThan(60);
  }
}
