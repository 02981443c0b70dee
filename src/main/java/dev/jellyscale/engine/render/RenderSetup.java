package dev.jellyscale.engine.render;

import dev.jellyscale.engine.tile.TileGrid;
import dev.jellyscale.frame.FrameFormat;

/**
 * How frames go through a session.
 *
 * @param output format of the enlarged frames
 * @param grid tiles of a frame
 * @param batch tiles that a run of the session takes
 * @param slots runs in flight, at least 1
 */
public record RenderSetup(
    FrameFormat input, FrameFormat output, TileGrid grid, int batch, int slots) {

  int scale() {
    return output.width() / input.width();
  }

  boolean isWhole() {
    return batch == 1 && grid.isWhole(input);
  }
}
