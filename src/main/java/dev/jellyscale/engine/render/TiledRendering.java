package dev.jellyscale.engine.render;

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
  private final RenderSetup setup;
  private final List<Tile> tiles;
  private final PlaneSession session;
  private final TileWriter writer;
  private final List<RunSlot> slots;
  private final SlotThreads<RunSlot> threads;

  private TiledRendering(
      RenderSetup setup, PlaneSession session, TileWriter writer, List<RunSlot> slots) {
    this.setup = setup;
    this.session = session;
    this.writer = writer;
    this.slots = slots;
    tiles = setup.grid().tiles();
    threads = new SlotThreads<>(slots);
  }

  static TiledRendering of(RenderSetup setup, PlaneSession session) {
    try {
      return with(writer(setup), setup, session);
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  private static TiledRendering with(TileWriter writer, RenderSetup setup, PlaneSession session) {
    var reader = new TileReader(setup.input());
    var slots = new ArrayList<RunSlot>();
    try {
      for (int i = 0; i < setup.slots(); i++) {
        slots.add(new RunSlot(session, reader, writer, setup.batch()));
      }
      return new TiledRendering(setup, session, writer, slots);
    } catch (RuntimeException | Error e) {
      slots.forEach(RunSlot::close);
      writer.close();
      throw e;
    }
  }

  private static TileWriter writer(RenderSetup setup) {
    return setup.grid().blends()
        ? new TileBlender(setup.input(), setup.output(), setup.grid().seam())
        : new TileCutter(setup.output(), setup.scale());
  }

  @Override
  public void render(List<Frame> inputs, List<Frame> outputs)
      throws DeviceFailure, InterruptedException {
    if (!setup.grid().blends()) {
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
    for (int i = 0; i < works.size(); i += setup.batch()) {
      var batch = works.subList(i, Math.min(i + setup.batch(), works.size()));
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
