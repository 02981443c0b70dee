package dev.jellyscale.engine;

import dev.jellyscale.engine.graph.FixedSize;
import dev.jellyscale.engine.session.DeviceFailure;
import dev.jellyscale.engine.session.WorkingSet;
import dev.jellyscale.engine.tile.TileBudget;
import dev.jellyscale.engine.tile.TileGrid;

/**
 * Memory that the layers of a network take while they run. It grows with the pixels, whatever the
 * network.
 *
 * @param probeBytes taken by a picture of {@code probePixels}
 */
record Footprint(long probeBytes, long probePixels) {
  private static final FixedSize PROBE = new FixedSize(64, 64);

  /**
   * Finds it by a run on the CPU.
   *
   * @throws DeviceFailure if the CPU cannot run the network
   */
  static Footprint of(InferenceSpec spec) throws DeviceFailure {
    var size = spec.network().fixedSize().orElse(PROBE);
    long bytes = WorkingSet.bytes(spec.graph(1, size.width(), size.height()));
    return new Footprint(Math.max(bytes, 1), (long) size.width() * size.height());
  }

  /** Pixels that fit into that many bytes. */
  long pixels(long bytes) {
    return (long) ((double) bytes / probeBytes * probePixels);
  }

  /** Bytes of one tile. */
  long tileBytes(TileGrid grid) {
    return (long) ((double) TileBudget.tilePixels(grid) / probePixels * probeBytes);
  }
}
