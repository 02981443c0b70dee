package dev.jellyscale.video.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanczosResizeTest {
  /** Samples at the edges see repeated neighbours, so a ramp is not straight there. */
  private static final int EDGE = 6;

  @ParameterizedTest
  @CsvSource({
    "S420,LEFT,YUV",
    "S420,CENTRE,YUV",
    "S420,TOP_LEFT,YUV",
    "S422,LEFT,YUV",
    "S422,CENTRE,YUV",
    "S444,LEFT,YUV",
    "S444,LEFT,RGB"
  })
  void aRampStaysWhereItWasInEveryPlane(Subsampling subsampling, ChromaSiting siting, Family family)
      throws InterruptedException {
    var pixels = new PixelFormat(family, subsampling, 12);
    var from = new FrameFormat(160, 120, pixels);
    var to = new FrameFormat(120, 90, pixels);
    try (var inputs = new FramePool(from, 1);
        var outputs = new FramePool(to, 1);
        var resize = new LanczosResize(from, to, siting);
        var input = inputs.acquire();
        var output = outputs.acquire()) {
      drawRamps(input, siting);
      input.stamp(7, 3, List.of());

      resize.resize(input, output);

      assertThat(output.pts()).isEqualTo(7);
      for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
        assertRamp(output, plane, siting, 160.0 / 120);
      }
    }
  }

  @Test
  void eightBitRgbIsNotTurnedIntoAnotherColourSpace() throws InterruptedException {
    var pixels = new PixelFormat(Family.RGB, Subsampling.S444, 8);
    var from = new FrameFormat(64, 48, pixels);
    var to = new FrameFormat(48, 36, pixels);
    try (var inputs = new FramePool(from, 1);
        var outputs = new FramePool(to, 1);
        var resize = new LanczosResize(from, to, ChromaSiting.LEFT);
        var input = inputs.acquire();
        var output = outputs.acquire()) {
      input.plane(0).fill((byte) 255);
      input.plane(1).fill((byte) 1);
      input.plane(2).fill((byte) 0);

      resize.resize(input, output);

      assertThat(output.plane(0).toArray(ValueLayout.JAVA_BYTE)).containsOnly((byte) 255);
      assertThat(output.plane(1).toArray(ValueLayout.JAVA_BYTE)).containsOnly((byte) 1);
      assertThat(output.plane(2).toArray(ValueLayout.JAVA_BYTE)).containsOnly((byte) 0);
    }
  }

  @Test
  void anotherPixelFormatIsRefused() {
    var from = new FrameFormat(64, 48, new PixelFormat(Family.YUV, Subsampling.S420, 8));
    var to = new FrameFormat(48, 36, from.pixels().withDepth(10));

    assertThatThrownBy(() -> new LanczosResize(from, to, ChromaSiting.LEFT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Sample values grow by 8 a luma column and by 4 a luma row. */
  private static void drawRamps(Frame frame, ChromaSiting siting) {
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      int width = frame.format().planeWidth(plane);
      for (int y = 0; y < frame.format().planeHeight(plane); y++) {
        for (int x = 0; x < width; x++) {
          double value = 8 * lumaX(frame, plane, x, siting) + 4 * lumaY(frame, plane, y, siting);
          frame
              .plane(plane)
              .setAtIndex(
                  ValueLayout.JAVA_SHORT, (long) y * width + x, (short) Math.round(value + 100));
        }
      }
    }
  }

  private static void assertRamp(Frame frame, int plane, ChromaSiting siting, double ratio) {
    int width = frame.format().planeWidth(plane);
    int height = frame.format().planeHeight(plane);
    for (int y = EDGE; y < height - EDGE; y++) {
      for (int x = EDGE; x < width - EDGE; x++) {
        double sourceX = (lumaX(frame, plane, x, siting) + 0.5) * ratio - 0.5;
        double sourceY = (lumaY(frame, plane, y, siting) + 0.5) * ratio - 0.5;
        int sample = frame.plane(plane).getAtIndex(ValueLayout.JAVA_SHORT, (long) y * width + x);
        assertThat((double) sample)
            .as("plane %d, column %d, row %d", plane, x, y)
            .isCloseTo(8 * sourceX + 4 * sourceY + 100, within(1.5));
      }
    }
  }

  private static double lumaX(Frame frame, int plane, int x, ChromaSiting siting) {
    int columns = plane == 0 ? 1 : frame.format().pixels().subsampling().columns();
    return columns * x + (siting == ChromaSiting.CENTRE ? (columns - 1) / 2.0 : 0);
  }

  private static double lumaY(Frame frame, int plane, int y, ChromaSiting siting) {
    int rows = plane == 0 ? 1 : frame.format().pixels().subsampling().rows();
    return rows * y + (siting == ChromaSiting.TOP_LEFT ? 0 : (rows - 1) / 2.0);
  }
}
