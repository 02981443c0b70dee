package dev.jellyscale.engine.render;

import dev.jellyscale.engine.session.DeviceFailure;
import dev.jellyscale.engine.session.PlaneSession;
import dev.jellyscale.engine.session.Staging;
import dev.jellyscale.engine.tile.TileReader;
import dev.jellyscale.engine.tile.TileWriter;
import java.util.List;

/** Place for one run in flight, with its own staging memory. Used by one thread at a time. */
final class RunSlot implements AutoCloseable {
  private final PlaneSession session;
  private final TileReader reader;
  private final TileWriter writer;
  private final Staging staging;

  RunSlot(PlaneSession session, TileReader reader, TileWriter writer, int batch) {
    this.session = session;
    this.reader = reader;
    this.writer = writer;
    staging = Staging.allocate(session.graph(), batch);
  }

  /**
   * Infers tiles in one run.
   *
   * @param works at most a batch; what a smaller number leaves of the batch is inferred for nothing
   */
  void run(List<Work> works) throws DeviceFailure, InterruptedException {
    for (int i = 0; i < works.size(); i++) {
      reader.read(works.get(i).input(), works.get(i).tile(), staging.input(i));
    }
    session.run(staging.inputs(), staging.outputs());
    for (int i = 0; i < works.size(); i++) {
      writer.write(works.get(i).tile(), staging.output(i), works.get(i).output());
    }
  }

  @Override
  public void close() {
    staging.close();
  }
}
