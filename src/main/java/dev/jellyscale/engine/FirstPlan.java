package dev.jellyscale.engine;

import dev.jellyscale.engine.session.DeviceFailure;
import dev.jellyscale.engine.tile.TileBudget;
import dev.jellyscale.engine.tile.TileGrid;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.protocol.ExecutionProvider;

/** Chooses the tiles of a frame before anything is known of the device but its kind. */
final class FirstPlan {

  private FirstPlan() {}

  /**
   * The largest tiles within the memory bound, in single runs unless the options say otherwise.
   *
   * @throws BadModel if frames cannot be cut into the only size that the network takes
   * @throws DeviceFailure if the CPU cannot run the network, which tells how much memory it takes
   */
  static RunPlan of(InferenceSpec spec, EngineOptions options, ExecutionProvider provider)
      throws DeviceFailure {
    int batch = options.batching().batch().orElse(1);
    int slots = options.batching().runsInFlight().orElse(1);
    var fixed = spec.network().fixedSize();
    if (fixed.isPresent()) {
      var grid = fixed(spec, fixed.get().width(), fixed.get().height());
      return new RunPlan(provider, grid, false, batch, slots);
    }
    long bytes = options.memory().bytes(provider) / batch / slots;
    long pixels = options.limits().mostPixels(Footprint.of(spec).pixels(bytes));
    var grid = TileBudget.choose(spec.input(), Seams.of(spec), pixels);
    return new RunPlan(provider, grid, true, batch, slots);
  }

  private static TileGrid fixed(InferenceSpec spec, int width, int height) {
    var seam = Seams.of(spec, Math.min(width, height));
    try {
      return TileGrid.ofSize(spec.input(), width, height, seam);
    } catch (IllegalArgumentException e) {
      throw new BadModel(
          "Model '%s' takes only pictures of %dx%d, which frames of %s cannot be cut into"
              .formatted(spec.network().id(), width, height, spec.input()),
          e);
    }
  }
}
