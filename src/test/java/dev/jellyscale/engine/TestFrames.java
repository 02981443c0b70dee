package dev.jellyscale.engine;

import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.ColourDescription.Matrix;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;

/** Pictures for tests of inference. */
public final class TestFrames {
  /** Colour of ordinary HD video. */
  public static final ColourDescription BT709 =
      new ColourDescription(Matrix.BT709, Range.LIMITED, ChromaSiting.LEFT);

  /** Colour of planes that hold R'G'B'. */
  public static final ColourDescription RGB =
      new ColourDescription(Matrix.IDENTITY, Range.FULL, ChromaSiting.CENTRE);

  /** 8 bit 4:2:0. */
  public static final PixelFormat YUV420 = new PixelFormat(Family.YUV, Subsampling.S420, 8);

  private TestFrames() {}

  /** Fills a frame with smooth waves and some grain, the same for the same seed. */
  public static Frame texture(Frame frame, long seed) {
    var random = new SplittableRandom(seed);
    var format = frame.format();
    int max = format.pixels().maxCode();
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      int width = format.planeWidth(plane);
      double phase = random.nextDouble(6);
      for (int y = 0; y < format.planeHeight(plane); y++) {
        for (int x = 0; x < width; x++) {
          double wave = Math.sin(x * 0.21 + phase) * Math.cos(y * 0.17 - phase);
          double value = 0.5 + 0.3 * wave + 0.1 * (random.nextDouble() - 0.5);
          set(frame, plane, y * width + x, (int) (value * max));
        }
      }
    }
    return frame;
  }

  /** Gives every sample the same code. */
  public static Frame filled(Frame frame, int code) {
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      int samples = frame.format().planeWidth(plane) * frame.format().planeHeight(plane);
      for (int i = 0; i < samples; i++) {
        set(frame, plane, i, code);
      }
    }
    return frame;
  }

  /** Largest difference of two samples at the same place. */
  public static int maxDifference(Frame a, Frame b) {
    return maxDifference(a, b, 0);
  }

  /**
   * Largest difference of two samples at the same place.
   *
   * @param border columns and rows of each plane that do not count
   */
  public static int maxDifference(Frame a, Frame b, int border) {
    int max = 0;
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      int width = a.format().planeWidth(plane);
      int height = a.format().planeHeight(plane);
      for (int y = border; y < height - border; y++) {
        for (int x = border; x < width - border; x++) {
          int index = y * width + x;
          max = Math.max(max, Math.abs(get(a, plane, index) - get(b, plane, index)));
        }
      }
    }
    return max;
  }

  private static int get(Frame frame, int plane, int index) {
    MemorySegment memory = frame.plane(plane);
    return frame.format().pixels().bytesPerSample() == 1
        ? memory.get(ValueLayout.JAVA_BYTE, index) & 0xFF
        : memory.getAtIndex(ValueLayout.JAVA_SHORT, index) & 0xFFFF;
  }

  private static void set(Frame frame, int plane, int index, int code) {
    if (frame.format().pixels().bytesPerSample() == 1) {
      frame.plane(plane).set(ValueLayout.JAVA_BYTE, index, (byte) code);
    } else {
      frame.plane(plane).setAtIndex(ValueLayout.JAVA_SHORT, index, (short) code);
    }
  }
}
