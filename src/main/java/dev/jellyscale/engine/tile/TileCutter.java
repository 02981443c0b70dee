package dev.jellyscale.engine.tile;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts each enlarged tile at its seams. What lies beyond the frame is dropped. */
public final class TileCutter implements TileWriter {
  private final int scale;
  private final List<PlaneLayout> planes;

  /**
   * @param output format of the enlarged frames
   * @param scale how many times as wide and high an enlarged tile is
   */
  public TileCutter(FrameFormat output, int scale) {
    this.scale = scale;
    planes =
        IntStream.range(0, PixelFormat.PLANES).mapToObj(p -> PlaneLayout.of(output, p)).toList();
  }

  @Override
  public void begin() {
    // Nothing is kept between frames.
  }

  @Override
  public void write(Tile tile, List<MemorySegment> sources, Frame frame) {
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      writePlane(tile, sources.get(plane), planes.get(plane), frame.plane(plane));
    }
  }

  private void writePlane(
      Tile tile, MemorySegment source, PlaneLayout layout, MemorySegment target) {
    var across = ScaledSpan.of(tile.columns(), scale, layout.columns());
    var down = ScaledSpan.of(tile.rows(), scale, layout.rows());
    int columns = Math.min(across.coreEnd(), layout.width()) - across.coreStart();
    int lastRow = Math.min(down.coreEnd(), layout.height());
    for (int row = down.coreStart(); row < lastRow; row++) {
      long inTile =
          (long) (row - down.start()) * across.size() + across.coreStart() - across.start();
      MemorySegment.copy(
          source,
          inTile * layout.sampleBytes(),
          target,
          layout.offset(row, across.coreStart()),
          (long) columns * layout.sampleBytes());
    }
  }

  @Override
  public void finish(Frame frame) {
    // Every pixel has its final value as soon as its tile is written.
  }

  @Override
  public void close() {
    // Holds no memory.
  }
}
