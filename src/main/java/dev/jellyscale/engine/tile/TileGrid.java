package dev.jellyscale.engine.tile;

import dev.jellyscale.frame.FrameFormat;
import java.util.ArrayList;
import java.util.List;

/** The tiles of a frame, all of one size, row by row. */
public record TileGrid(TileAxis columns, TileAxis rows) {

  public TileGrid {
    if (!columns.seam().equals(rows.seam())) {
      throw new IllegalArgumentException("Columns and rows meet at different seams");
    }
  }

  /** Fitted tiles of at most the given size. */
  public static TileGrid fitted(FrameFormat frame, int width, int height, Seam seam) {
    return new TileGrid(
        TileAxis.fitted(frame.width(), width, seam), TileAxis.fitted(frame.height(), height, seam));
  }

  /** Tiles of exactly the given size. */
  public static TileGrid ofSize(FrameFormat frame, int width, int height, Seam seam) {
    return new TileGrid(
        TileAxis.ofSize(frame.width(), width, seam), TileAxis.ofSize(frame.height(), height, seam));
  }

  /** Columns of every tile. */
  public int tileWidth() {
    return columns.tileSize();
  }

  /** Rows of every tile. */
  public int tileHeight() {
    return rows.tileSize();
  }

  /** How neighbours meet. */
  public Seam seam() {
    return columns.seam();
  }

  /** Number of tiles. */
  public int count() {
    return columns.spans().size() * rows.spans().size();
  }

  /** Whether neighbours have to be blended. */
  public boolean blends() {
    return count() > 1 && seam().blended();
  }

  /** Whether the one tile is the frame itself, without padding. */
  public boolean isWhole(FrameFormat frame) {
    return count() == 1 && tileWidth() == frame.width() && tileHeight() == frame.height();
  }

  /** All tiles, row by row. */
  public List<Tile> tiles() {
    var tiles = new ArrayList<Tile>();
    for (var row : rows.spans()) {
      for (var column : columns.spans()) {
        tiles.add(new Tile(column, row));
      }
    }
    return tiles;
  }
}
