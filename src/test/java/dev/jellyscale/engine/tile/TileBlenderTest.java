package dev.jellyscale.engine.tile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TileBlenderTest {
  private static final FrameFormat FRAME =
      new FrameFormat(64, 16, new PixelFormat(Family.YUV, Subsampling.S444, 16));
  private static final Seam SEAM = new Seam(4, 1, true);
  private static final int BLACK = 0;
  private static final int WHITE = 65535;

  @Test
  void fadesFromOneTileIntoTheOtherWithoutAStep() throws Exception {
    var grid = TileGrid.fitted(FRAME, 40, 16, SEAM);
    try (var pool = new FramePool(FRAME, 1);
        var frame = pool.acquire();
        var blender = new TileBlender(FRAME, FRAME, SEAM);
        var arena = Arena.ofConfined()) {
      blender.begin();
      blender.write(grid.tiles().get(0), filled(arena, grid, BLACK), frame);
      blender.write(grid.tiles().get(1), filled(arena, grid, WHITE), frame);
      blender.finish(frame);

      var row = IntStream.range(0, FRAME.width()).map(x -> sample(frame.plane(0), x)).toArray();
      int seam = grid.tiles().get(0).columns().coreEnd();
      assertThat(row).isSorted();
      assertThat(row[seam - SEAM.reach() - 1]).isEqualTo(BLACK);
      assertThat(row[seam + SEAM.reach()]).isEqualTo(WHITE);
      assertThat(row[seam - 1] + row[seam]).isBetween(WHITE - 2, WHITE + 2);
      assertThat(IntStream.range(1, row.length).map(x -> row[x] - row[x - 1]).max().orElseThrow())
          .isLessThanOrEqualTo(WHITE / (2 * SEAM.reach()) + 1);
    }
  }

  @Test
  void forgetsTheTilesOfAFrameThatWasNotFinished() throws Exception {
    var grid = TileGrid.fitted(FRAME, 64, 16, SEAM);
    try (var pool = new FramePool(FRAME, 1);
        var frame = pool.acquire();
        var blender = new TileBlender(FRAME, FRAME, SEAM);
        var arena = Arena.ofConfined()) {
      blender.begin();
      blender.write(grid.tiles().get(0), filled(arena, grid, WHITE), frame);
      blender.begin();
      blender.write(grid.tiles().get(0), filled(arena, grid, 7), frame);
      blender.finish(frame);

      assertThat(sample(frame.plane(0), 5)).isEqualTo(7);
    }
  }

  private static List<MemorySegment> filled(Arena arena, TileGrid grid, int code) {
    long samples = (long) grid.tileWidth() * grid.tileHeight();
    var plane = arena.allocate(samples * Short.BYTES, Short.BYTES);
    for (long i = 0; i < samples; i++) {
      plane.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) code);
    }
    return List.of(plane, plane, plane);
  }

  private static int sample(MemorySegment plane, long index) {
    return plane.getAtIndex(ValueLayout.JAVA_SHORT, index) & 0xFFFF;
  }
}
