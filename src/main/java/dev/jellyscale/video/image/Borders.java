package dev.jellyscale.video.image;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.PixelFormat;
import java.lang.foreign.MemorySegment;

/** Frames that hold a picture with a border around it. */
final class Borders {
  private Borders() {}

  /**
   * The samples of a plane that belong to the picture.
   *
   * @param border luma pixels on each side, a whole number of chroma samples
   */
  static Strides inside(Frame frame, int plane, int border) {
    var whole = whole(frame, plane);
    long start =
        across(frame, plane, border) * whole.column() + down(frame, plane, border) * whole.row();
    return new Strides(whole.memory(), start, whole.column(), whole.row());
  }

  private static Strides whole(Frame frame, int plane) {
    var format = frame.format();
    return Strides.plane(
        frame.plane(plane), format.planeWidth(plane), format.pixels().bytesPerSample());
  }

  private static int across(Frame frame, int plane, int border) {
    return plane == 0 ? border : border / frame.format().pixels().subsampling().columns();
  }

  private static int down(Frame frame, int plane, int border) {
    return plane == 0 ? border : border / frame.format().pixels().subsampling().rows();
  }

  /** Fills the border with what is at the edge of the picture. */
  static void repeat(Frame frame, int border) {
    if (border == 0) {
      return;
    }
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      var samples = whole(frame, plane);
      int height = frame.format().planeHeight(plane);
      int top = down(frame, plane, border);
      for (int y = top; y < height - top; y++) {
        repeatEnds(frame, plane, samples, across(frame, plane, border), y);
      }
      var memory = samples.memory();
      for (int y = 0; y < top; y++) {
        MemorySegment.copy(memory, top * samples.row(), memory, y * samples.row(), samples.row());
        MemorySegment.copy(
            memory,
            (height - top - 1) * samples.row(),
            memory,
            (height - y - 1) * samples.row(),
            samples.row());
      }
    }
  }

  private static void repeatEnds(Frame frame, int plane, Strides samples, int side, int y) {
    int width = frame.format().planeWidth(plane);
    var memory = samples.memory();
    long row = y * samples.row();
    long bytes = samples.column();
    for (int x = 0; x < side; x++) {
      MemorySegment.copy(memory, row + side * bytes, memory, row + x * bytes, bytes);
      MemorySegment.copy(
          memory, row + (width - side - 1) * bytes, memory, row + (width - x - 1) * bytes, bytes);
    }
  }
}
