package dev.jellyscale.engine.tile;

import dev.jellyscale.frame.FrameFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses the grid that infers the fewest pixels in all, seams included, while no tile has more
 * than a number of pixels.
 */
public final class TileBudget {
  /** More tiles than this along one axis would spend most of the time on seams. */
  private static final int MOST_TILES = 64;

  private TileBudget() {}

  /**
   * The cheapest grid of tiles of at most {@code pixels}; where no tile can be that small, the grid
   * of the smallest tiles.
   */
  public static TileGrid choose(FrameFormat frame, Seam seam, long pixels) {
    var columns = candidates(frame.width(), seam);
    var rows = candidates(frame.height(), seam);
    TileGrid best = new TileGrid(columns.getLast(), rows.getLast());
    for (var across : columns) {
      for (var down : rows) {
        var grid = new TileGrid(across, down);
        if (tilePixels(grid) <= pixels && isBetter(grid, best, pixels)) {
          best = grid;
        }
      }
    }
    return best;
  }

  private static boolean isBetter(TileGrid grid, TileGrid best, long pixels) {
    return tilePixels(best) > pixels
        || Comparator.comparingLong(TileBudget::inferredPixels)
                .thenComparingInt(TileGrid::count)
                .compare(grid, best)
            < 0;
  }

  /** Pixels of one tile. */
  public static long tilePixels(TileGrid grid) {
    return (long) grid.tileWidth() * grid.tileHeight();
  }

  private static long inferredPixels(TileGrid grid) {
    return tilePixels(grid) * grid.count();
  }

  private static List<TileAxis> candidates(int length, Seam seam) {
    var axes = new ArrayList<TileAxis>();
    axes.add(TileAxis.fitted(length, length + seam.unit(), seam));
    int shared = 2 * seam.reach();
    for (int tiles = 2; tiles <= MOST_TILES; tiles++) {
      int size = Math.ceilDiv(length + shared * (tiles - 1), tiles);
      int rounded = Math.ceilDiv(size, seam.unit()) * seam.unit();
      if (rounded < seam.leastTile() || rounded >= length) {
        break;
      }
      axes.add(TileAxis.fitted(length, rounded, seam));
    }
    return axes;
  }
}
