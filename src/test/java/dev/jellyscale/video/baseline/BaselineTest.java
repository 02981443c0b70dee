package dev.jellyscale.video.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {
  private static final FrameFormat SMALL =
      new FrameFormat(64, 48, new PixelFormat(Family.YUV, Subsampling.S420, 8));
  private static final int ROUNDING = 3;

  @ParameterizedTest(name = "with {0} threads")
  @ValueSource(ints = {1, 4})
  void framesComeBackFromPngInOrder(int threads) throws Exception {
    try (var pool = new FramePool(SMALL, 2);
        var encoder = new PngEncoder(SMALL, threads);
        var decoder = new PngDecoder(SMALL, threads);
        var frame = pool.acquire();
        var back = pool.acquire()) {
      var files = new ArrayList<byte[]>();
      for (int grey = 20; grey < 220; grey += 20) {
        fill(frame, grey);
        encoder.send(frame);
        drain(encoder, files);
      }
      encoder.end();
      drain(encoder, files);

      var greys = new ArrayList<Integer>();
      for (var file : files) {
        decoder.send(file);
        drain(decoder, back, greys);
      }
      decoder.end();
      drain(decoder, back, greys);

      assertThat(greys).hasSize(10);
      for (int i = 0; i < greys.size(); i++) {
        assertThat(greys.get(i)).isBetween(20 + 20 * i - ROUNDING, 20 + 20 * i + ROUNDING);
      }
    }
  }

  @Test
  void oneThreadAnswersAtOnce() throws Exception {
    try (var pool = new FramePool(SMALL, 1);
        var encoder = new PngEncoder(SMALL, 1);
        var decoder = new PngDecoder(SMALL, 1);
        var frame = pool.acquire()) {
      fill(frame, 90);

      encoder.send(frame);
      decoder.send(encoder.receive().orElseThrow());

      assertThat(decoder.receive(frame)).isTrue();
    }
  }

  @Test
  void aPictureOfAnotherSizeIsRefused() throws Exception {
    try (var large = new FramePool(SMALL.scaled(2), 1);
        var small = new FramePool(SMALL, 1);
        var encoder = new PngEncoder(SMALL.scaled(2), 1);
        var decoder = new PngDecoder(SMALL, 1);
        var frame = large.acquire();
        var target = small.acquire()) {
      encoder.send(frame);
      decoder.send(encoder.receive().orElseThrow());

      assertThatThrownBy(() -> decoder.receive(target)).hasMessageContaining("128x96");
    }
  }

  @Test
  void lanczosKeepsAFlatPictureAndItsTime() throws Exception {
    try (var in = new FramePool(SMALL, 1);
        var out = new FramePool(SMALL.scaled(2), 1);
        var upscaler = new LanczosUpscaler(SMALL, 2);
        var source = in.acquire();
        var target = out.acquire()) {
      fill(source, 77);
      source.stamp(1234, 40, List.of());

      upscaler.upscale(List.of(source), List.of(target));

      assertThat(target.plane(0).toArray(ValueLayout.JAVA_BYTE)).containsOnly(77);
      assertThat(target.pts()).isEqualTo(1234);
    }
  }

  @Test
  void lanczosStopsOnceItIsCancelled() throws Exception {
    try (var in = new FramePool(SMALL, 1);
        var out = new FramePool(SMALL.scaled(2), 1);
        var upscaler = new LanczosUpscaler(SMALL, 2);
        var source = in.acquire();
        var target = out.acquire()) {
      upscaler.cancel();

      assertThatThrownBy(() -> upscaler.upscale(List.of(source), List.of(target)))
          .isInstanceOf(InterruptedException.class);
    }
  }

  private static void fill(Frame frame, int grey) {
    frame.plane(0).fill((byte) grey);
    frame.plane(1).fill((byte) 128);
    frame.plane(2).fill((byte) 128);
  }

  private static void drain(PngEncoder encoder, List<byte[]> files) {
    for (var png = encoder.receive(); png.isPresent(); png = encoder.receive()) {
      files.add(png.get());
    }
  }

  private static void drain(PngDecoder decoder, Frame target, List<Integer> greys) {
    while (decoder.receive(target)) {
      greys.add(Byte.toUnsignedInt(target.plane(0).get(ValueLayout.JAVA_BYTE, 0)));
    }
  }
}
