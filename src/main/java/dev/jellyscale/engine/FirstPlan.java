package dev.jellyscale.engine;

import dev.jellyscale.engine.session.DeviceFailure;
import dev.jellyscale.engine.session.WorkingSet;
import dev.jellyscale.engine.tile.TileBudget;
import dev.jellyscale.engine.tile.TileGrid;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.protocol.ExecutionProvider;

/** Chooses the tiles of a frame before anything is known of the device but its kind. */
final class FirstPlan {
  /** Side of the picture that tells how much memory a pixel takes. */
  private static final int PROBE_SIDE = 64;

  private static final long PROBE_PIXELS = (long) PROBE_SIDE * PROBE_SIDE;

  private FirstPlan() {}

  static RunPlan of(InferenceSpec spec, EngineOptions options, ExecutionProvider provider)
      throws DeviceFailure {
    int batch = options.batching().batch().orElse(1);
    int slots = options.batching().runsInFlight().orElse(1);
    var fixed = spec.network().fixedSize();
    if (fixed.isPresent()) {
      var size = fixed.get();
      return new RunPlan(provider, fixed(spec, size.width(), size.height()), false, batch, slots);
    }
    long pixels = options.memory().bytes(provider) / batch / slots * PROBE_PIXELS / probe(spec);
    var grid = TileBudget.choose(spec.input(), Seams.of(spec), Math.max(pixels, 1));
    return new RunPlan(provider, grid, true, batch, slots);
  }

  private static long probe(InferenceSpec spec) throws DeviceFailure {
    return Math.max(WorkingSet.bytes(spec.graph(1, PROBE_SIDE, PROBE_SIDE)), 1);
  }

  private static TileGrid fixed(InferenceSpec spec, int width, int height) {
    var seam = Seams.of(spec, Math.min(width, height));
    try {
      return TileGrid.ofSize(spec.input(), width, height, seam);
    } catch (IllegalArgumentException e) {
      throw new BadModel(
          "Model '%s' takes only %dx%d pictures, which %s cannot be cut into"
              .formatted(spec.network().id(), width, height, spec.input()),
          e);
    }
  }
}
