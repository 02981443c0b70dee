package dev.jellyscale.video.image;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.video.ffmpeg.PlaneView;
import dev.jellyscale.video.image.Strides.Sample;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * How opaque each pixel is. It is enlarged beside the network, by a bicubic filter: that one's only
 * lobes beside an edge are negative and cut off, so that edges get no halo. At corners two negative
 * lobes multiply, which leaves at most 2 of 255.
 */
final class AlphaPlane implements AutoCloseable {
  /** Vector code reads whole registers, also at the end of the last row. */
  private static final long PADDING_BYTES = 64;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;
  private final int width;
  private final int height;
  private final int bytes;

  private AlphaPlane(int width, int height, int bytes) {
    this.width = width;
    this.height = height;
    this.bytes = bytes;
    long size = (long) width * height * bytes;
    try {
      memory = arena.allocate(size + PADDING_BYTES, PADDING_BYTES).asSlice(0, size);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  /** A copy of samples that lie somewhere else. */
  static AlphaPlane of(Strides source, Sample sample, int width, int height) {
    var plane = new AlphaPlane(width, height, sample.bytes());
    plane.strides().fill(source, sample, plane.sample(), width, height);
    return plane;
  }

  /** The same at another size; closed by the caller. */
  AlphaPlane resized(int newWidth, int newHeight) {
    var large = new AlphaPlane(newWidth, newHeight, bytes);
    var from = av_frame_alloc();
    var to = av_frame_alloc();
    try {
      view(from);
      large.view(to);
      new Conversion(Range.FULL, Range.FULL).run(from, to);
      return large;
    } catch (RuntimeException e) {
      large.close();
      throw e;
    } finally {
      av_frame_free(from);
      av_frame_free(to);
    }
  }

  /** The same with samples of 8 or 16 bits; closed by the caller, this one too. */
  AlphaPlane withBytes(int newBytes) {
    var copy = new AlphaPlane(width, height, newBytes);
    if (newBytes == bytes) {
      copy.memory.copyFrom(memory);
      return copy;
    }
    if (newBytes > bytes) {
      throw new IllegalArgumentException("Nothing has more transparency than its source");
    }
    for (long i = 0; i < copy.memory.byteSize(); i++) {
      int code = memory.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, i) & 0xFFFF;
      copy.memory.set(ValueLayout.JAVA_BYTE, i, (byte) ((code * 255L + 32_767) / 65_535));
    }
    return copy;
  }

  private void view(AVFrame picture) {
    picture.width(width).height(height).format(Conversion.plane(bytes));
    picture.data(0, new PlaneView(memory));
    picture.linesize(0, width * bytes);
  }

  Strides strides() {
    return Strides.plane(memory, width, bytes);
  }

  Sample sample() {
    return Sample.ofPlane(bytes);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Whether a pixel, counted row by row, is invisible. */
  boolean isHidden(long pixel) {
    return bytes == 1
        ? memory.get(ValueLayout.JAVA_BYTE, pixel) == 0
        : memory.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, pixel) == 0;
  }

  @Override
  public void close() {
    arena.close();
  }
}
