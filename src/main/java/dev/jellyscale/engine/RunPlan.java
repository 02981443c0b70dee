package dev.jellyscale.engine;

import dev.jellyscale.engine.tile.TileBudget;
import dev.jellyscale.engine.tile.TileGrid;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.Optional;

/**
 * How frames go through a device.
 *
 * @param grid tiles of a frame
 * @param resizable whether the tiles may have another size
 * @param batch tiles of one run
 * @param slots runs in flight
 */
record RunPlan(ExecutionProvider provider, TileGrid grid, boolean resizable, int batch, int slots) {

  RunPlan withBatch(int newBatch) {
    return new RunPlan(provider, grid, resizable, newBatch, slots);
  }

  RunPlan withSlots(int newSlots) {
    return new RunPlan(provider, grid, resizable, batch, newSlots);
  }

  /** Frames that keep all slots busy. */
  int framesAtOnce() {
    return Math.max(1, batch * slots / grid.count());
  }

  /** What to try when this does not fit into memory: a smaller batch, then smaller tiles. */
  Optional<RunPlan> smaller(FrameFormat frame) {
    if (batch > 1) {
      return Optional.of(withBatch(batch / 2));
    }
    if (slots > 1) {
      return Optional.of(withSlots(slots / 2));
    }
    if (!resizable) {
      return Optional.empty();
    }
    long now = TileBudget.tilePixels(grid);
    var halved = TileBudget.choose(frame, grid.seam(), now / 2);
    return TileBudget.tilePixels(halved) < now
        ? Optional.of(new RunPlan(provider, halved, true, 1, 1))
        : Optional.empty();
  }
}
