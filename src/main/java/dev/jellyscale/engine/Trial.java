package dev.jellyscale.engine;

import dev.jellyscale.engine.device.SessionOpener;
import dev.jellyscale.engine.render.SlotThreads;
import dev.jellyscale.engine.session.DeviceFailure;
import dev.jellyscale.engine.session.PlaneSession;
import dev.jellyscale.engine.session.Staging;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Runs sessions on black pictures, to see whether they work and how fast. */
final class Trial {
  /** Rounds of a measurement; the fastest counts, since whatever disturbs a round slows it. */
  private static final int ROUNDS = 3;

  private static final int RUNS_PER_SLOT = 2;

  private Trial() {}

  /**
   * Opens a session and runs it once. What a device loads, finds or allocates at the first run
   * happens here.
   */
  static Found open(InferenceSpec spec, RunPlan plan, SessionOpener opener)
      throws DeviceFailure, InterruptedException {
    var grid = plan.grid();
    var graph = spec.graph(plan.batch(), grid.tileWidth(), grid.tileHeight());
    var opened = opener.open(graph, plan.provider());
    try (var staging = Staging.allocate(graph, plan.batch())) {
      opened.session().run(staging.inputs(), staging.outputs());
    } catch (DeviceFailure | InterruptedException | RuntimeException | Error e) {
      opened.session().close();
      throw e;
    }
    return new Found(plan, opened.session(), opened.partlyOnCpu());
  }

  /** Time of one picture while that many runs are in flight. */
  static double nanosPerPicture(Found found, int slots) throws DeviceFailure, InterruptedException {
    int batch = found.plan().batch();
    var stagings = new ArrayList<Staging>();
    try {
      for (int i = 0; i < slots; i++) {
        stagings.add(Staging.allocate(found.session().graph(), batch));
      }
      return fastestRound(found.session(), stagings) / batch;
    } finally {
      stagings.forEach(Staging::close);
    }
  }

  private static double fastestRound(PlaneSession session, List<Staging> stagings)
      throws DeviceFailure, InterruptedException {
    SlotThreads.Run<Staging> run = staging -> session.run(staging.inputs(), staging.outputs());
    int runs = RUNS_PER_SLOT * stagings.size();
    double best = Double.MAX_VALUE;
    try (var threads = new SlotThreads<>(stagings)) {
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        threads.all(Collections.nCopies(runs, run));
        best = Math.min(best, (System.nanoTime() - start) / (double) runs);
      }
    }
    return best;
  }
}
