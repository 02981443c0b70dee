package dev.jellyscale.engine;

import dev.jellyscale.engine.session.DeviceFailure;
import dev.jellyscale.engine.session.PlaneSession;
import dev.jellyscale.engine.tile.Tile;
import dev.jellyscale.engine.tile.TileBlender;
import dev.jellyscale.engine.tile.TileCutter;
import dev.jellyscale.engine.tile.TileReader;
import dev.jellyscale.engine.tile.TileWriter;
import dev.jellyscale.frame.Frame;
import java.util.ArrayList;
import java.util.List;

/** Infers frames through staging memory: in tiles, padded, or several in one run. */
final class TiledRendering implements Rendering {
  private final RunPlan plan;
  private final List<Tile> tiles;
  private final PlaneSession session;
  private final TileWriter writer;
  private final List<RunSlot> slots;
  private final SlotThreads<RunSlot> threads;

  private TiledRendering(
      RunPlan plan, PlaneSession session, TileWriter writer, List<RunSlot> slots) {
    this.plan = plan;
    this.session = session;
    this.writer = writer;
    this.slots = slots;
    tiles = plan.grid().tiles();
    threads = new SlotThreads<>(slots);
  }

  static TiledRendering of(InferenceSpec spec, RunPlan plan, PlaneSession session) {
    var writer = writer(spec, plan);
    var reader = new TileReader(spec.input());
    var slots = new ArrayList<RunSlot>();
    try {
      for (int i = 0; i < plan.slots(); i++) {
        slots.add(new RunSlot(session, reader, writer, plan.batch()));
      }
      return new TiledRendering(plan, session, writer, slots);
    } catch (RuntimeException | OutOfMemoryError e) {
      slots.forEach(RunSlot::close);
      writer.close();
      session.close();
      throw e;
    }
  }

  private static TileWriter writer(InferenceSpec spec, RunPlan plan) {
    return plan.grid().blends()
        ? new TileBlender(spec.input(), spec.output(), plan.grid().seam())
        : new TileCutter(spec.output(), spec.network().scale());
  }

  @Override
  public void render(List<Frame> inputs, List<Frame> outputs)
      throws DeviceFailure, InterruptedException {
    if (!plan.grid().blends()) {
      renderTogether(inputs, outputs);
      return;
    }
    for (int i = 0; i < inputs.size(); i++) {
      renderTogether(inputs.subList(i, i + 1), outputs.subList(i, i + 1));
    }
  }

  private void renderTogether(List<Frame> inputs, List<Frame> outputs)
      throws DeviceFailure, InterruptedException {
    var works = new ArrayList<Work>();
    for (int i = 0; i < inputs.size(); i++) {
      for (var tile : tiles) {
        works.add(new Work(inputs.get(i), outputs.get(i), tile));
      }
    }
    var runs = new ArrayList<SlotThreads.Run<RunSlot>>();
    for (int i = 0; i < works.size(); i += plan.batch()) {
      var batch = works.subList(i, Math.min(i + plan.batch(), works.size()));
      runs.add(slot -> slot.run(batch));
    }
    writer.begin();
    threads.all(runs);
    outputs.forEach(writer::finish);
  }

  @Override
  public void cancel() {
    session.cancel();
  }

  @Override
  public void close() {
    threads.close();
    session.close();
    slots.forEach(RunSlot::close);
    writer.close();
  }
}
