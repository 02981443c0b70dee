package dev.jellyscale.video.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.video.pipeline.DoublingUpscaler;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpscaleChainTest {
  private static final FrameFormat SMALL =
      new FrameFormat(32, 24, new PixelFormat(Family.YUV, Subsampling.S420, 8));

  @Test
  void aSinglePassThatFitsIsNotWrapped() {
    Upscaler only = new DoublingUpscaler(SMALL, 1, -1);

    var chain = UpscaleChain.of(List.of(only), SMALL.scaled(2), ChromaSiting.LEFT);

    assertThat(chain).isSameAs(only);
  }

  @Test
  void twoPassesGiveFourTimesTheSize() throws InterruptedException {
    try (var chain = chain(SMALL.scaled(4));
        var inputs = new FramePool(SMALL, 1);
        var outputs = new FramePool(chain.output(), 1);
        var input = inputs.acquire();
        var output = outputs.acquire()) {
      input.plane(0).set(ValueLayout.JAVA_BYTE, 0, (byte) 77);
      input.stamp(5, 2, List.of());

      chain.upscale(List.of(input), List.of(output));

      assertThat(output.plane(0).get(ValueLayout.JAVA_BYTE, 3 * 128 + 3)).isEqualTo((byte) 77);
      assertThat(output.plane(0).get(ValueLayout.JAVA_BYTE, 3 * 128 + 4)).isNotEqualTo((byte) 77);
      assertThat(output.pts()).isEqualTo(5);
    }
  }

  @Test
  void twoPassesAndAReductionGiveThreeTimesTheSize() throws InterruptedException {
    try (var chain = chain(SMALL.scaled(3));
        var inputs = new FramePool(SMALL, 2);
        var outputs = new FramePool(chain.output(), 2);
        var first = inputs.acquire();
        var second = inputs.acquire();
        var one = outputs.acquire();
        var two = outputs.acquire()) {
      for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
        first.plane(plane).fill((byte) 50);
        second.plane(plane).fill((byte) 90);
      }

      chain.upscale(List.of(first, second), List.of(one, two));

      assertThat(one.plane(0).toArray(ValueLayout.JAVA_BYTE)).containsOnly((byte) 50);
      assertThat(two.plane(1).toArray(ValueLayout.JAVA_BYTE)).containsOnly((byte) 90);
    }
  }

  private static Upscaler chain(FrameFormat output) {
    return UpscaleChain.of(
        List.of(new DoublingUpscaler(SMALL, 2, -1), new DoublingUpscaler(SMALL.scaled(2), 3, -1)),
        output,
        ChromaSiting.LEFT);
  }
}
