package dev.jellyscale.cli.quality.luma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class LumaPlaneTest {

  @Test
  void deepSamplesAreRoundedToEightBits() throws Exception {
    var deep = new PixelFormat(Family.YUV, Subsampling.S420, 10);
    try (var pool = new FramePool(new FrameFormat(5, 1, deep), 1);
        var frame = pool.acquire()) {
      short[] codes = {0, 1, 2, 1021, 1023};
      for (int i = 0; i < codes.length; i++) {
        frame.plane(0).setAtIndex(ValueLayout.JAVA_SHORT, i, codes[i]);
      }

      var luma = LumaPlane.of(frame);

      assertThat(luma.codes()).containsExactly(0, 0, 1, 255, 255);
    }
  }

  @Test
  void whatIsFilledInComesBack() throws Exception {
    var picture = new LumaImage(2, 2, new byte[] {0, 100, (byte) 200, (byte) 255});
    var plain = new PixelFormat(Family.YUV, Subsampling.S444, 8);
    try (var pool = new FramePool(new FrameFormat(2, 2, plain), 1);
        var frame = pool.acquire()) {
      LumaPlane.fill(frame, picture);

      assertThat(LumaPlane.of(frame).codes()).isEqualTo(picture.codes());
      assertThat(frame.plane(2).toArray(ValueLayout.JAVA_BYTE)).containsOnly(128);
    }
  }
}
