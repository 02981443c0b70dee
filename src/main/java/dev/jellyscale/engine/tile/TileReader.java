package dev.jellyscale.engine.tile;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Copies tiles out of frames. Where a tile reaches beyond the frame, the last column and the last
 * row of the frame are repeated.
 */
public final class TileReader {
  private final List<PlaneLayout> planes;

  /**
   * @param frame format of the frames that are read
   */
  public TileReader(FrameFormat frame) {
    planes =
        IntStream.range(0, PixelFormat.PLANES).mapToObj(p -> PlaneLayout.of(frame, p)).toList();
  }

  /**
   * Copies one tile.
   *
   * @param targets memory of the tile's planes, without row padding
   */
  public void read(Frame frame, Tile tile, List<MemorySegment> targets) {
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      readPlane(frame.plane(plane), planes.get(plane), tile, targets.get(plane));
    }
  }

  private static void readPlane(
      MemorySegment source, PlaneLayout layout, Tile tile, MemorySegment target) {
    int left = tile.columns().start() / layout.columns();
    int top = tile.rows().start() / layout.rows();
    int width = tile.columns().size() / layout.columns();
    int height = tile.rows().size() / layout.rows();
    long rowBytes = (long) width * layout.sampleBytes();
    int inside = Math.min(width, layout.width() - left);
    for (int y = 0; y < height; y++) {
      int row = Math.min(top + y, layout.height() - 1);
      long to = y * rowBytes;
      MemorySegment.copy(
          source, layout.offset(row, left), target, to, (long) inside * layout.sampleBytes());
      if (inside < width) {
        repeatLast(target.asSlice(to, rowBytes), inside, width, layout.sampleBytes());
      }
    }
  }

  private static void repeatLast(MemorySegment row, int inside, int width, int sampleBytes) {
    if (sampleBytes == 1) {
      row.asSlice(inside).fill(row.get(ValueLayout.JAVA_BYTE, inside - 1L));
      return;
    }
    short last = row.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, inside - 1L);
    for (int x = inside; x < width; x++) {
      row.setAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, x, last);
    }
  }
}
