package dev.jellyscale.video.encode;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.frame.SideData;
import dev.jellyscale.protocol.ColourTags;
import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.protocol.HdrMetadata;
import dev.jellyscale.protocol.Rational;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** A deterministic picture that moves, as frames of any format, and segments made of it. */
public final class MovingPicture {
  /** 4:2:0 8 bit, 96x64. */
  public static final FrameFormat SMALL =
      new FrameFormat(96, 64, new PixelFormat(Family.YUV, Subsampling.S420, 8));

  /** BT.709, limited range, left siting. */
  public static final ColourTags BT709 = new ColourTags(1, 1, 1, 1, 1);

  private static final HdrMetadata NO_HDR = new HdrMetadata(Optional.empty(), Optional.empty());

  private MovingPicture() {}

  /** A spec with BT.709 tags and a time base of 1/1000. */
  public static EncodeSpec spec(EncoderSettings settings, FrameFormat format) {
    return new EncodeSpec(
        settings,
        format,
        new EncodeSpec.Timing(new Rational(1, 1000), new Rational(25, 1)),
        new EncodeSpec.Appearance(BT709, NO_HDR, new Rational(1, 1)),
        2);
  }

  /** Encodes the frames {@code first} to {@code end - 1} of the picture to a segment. */
  public static SegmentFacts encode(
      Path file, EncodeSpec spec, long first, long end, LongUnaryOperator pts) {
    try (var pool = new FramePool(spec.format(), 1);
        var writer = SegmentWriter.open(file, spec)) {
      for (long number = first; number < end; number++) {
        try (var frame = pool.acquire()) {
          draw(frame, number);
          frame.stamp(
              pts.applyAsLong(number),
              pts.applyAsLong(number + 1) - pts.applyAsLong(number),
              List.of());
          writer.write(frame);
        }
      }
      return writer.finish();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Encodes one frame for each list of side data, 40 ticks apart. */
  public static SegmentFacts encode(Path file, EncodeSpec spec, List<List<SideData>> sideData) {
    try (var pool = new FramePool(spec.format(), 1);
        var writer = SegmentWriter.open(file, spec)) {
      for (int number = 0; number < sideData.size(); number++) {
        try (var frame = pool.acquire()) {
          draw(frame, number);
          frame.stamp(number * 40L, 40, sideData.get(number));
          writer.write(frame);
        }
      }
      return writer.finish();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fills the planes with the picture of that number. */
  public static void draw(Frame frame, long number) {
    var format = frame.format();
    int bytes = format.pixels().bytesPerSample();
    int shift = format.pixels().depth() - 8;
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      var memory = frame.plane(plane);
      int width = format.planeWidth(plane);
      for (int y = 0; y < format.planeHeight(plane); y++) {
        for (int x = 0; x < width; x++) {
          int code = sample(plane, x, y, number) << shift;
          long at = ((long) y * width + x) * bytes;
          if (bytes == 1) {
            memory.set(ValueLayout.JAVA_BYTE, at, (byte) code);
          } else {
            memory.set(ValueLayout.JAVA_SHORT, at, (short) code);
          }
        }
      }
    }
  }

  private static int sample(int plane, int x, int y, long number) {
    double moved = x - 1.5 * number * (plane == 0 ? 1 : 0.5);
    double wave = Math.sin(moved / 7) * Math.cos((y + number) / 5.0);
    return (int) (128 + (plane == 0 ? 90 : 60) * wave);
  }
}
