package dev.jellyscale.engine.render;

import dev.jellyscale.engine.session.DeviceFailure;
import dev.jellyscale.engine.session.FrameTensors;
import dev.jellyscale.engine.session.PlaneSession;
import dev.jellyscale.frame.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Infers each frame whole, straight from its planes into the planes of the output. */
final class WholeRendering implements Rendering {
  private final PlaneSession session;
  private final SlotThreads<PlaneSession> threads;
  private final FrameTensors inputTensors;
  private final FrameTensors outputTensors;

  WholeRendering(PlaneSession session, int slots) {
    this.session = session;
    threads = new SlotThreads<>(Collections.nCopies(slots, session));
    inputTensors = new FrameTensors(session.graph().inputs());
    outputTensors = new FrameTensors(session.graph().outputs());
  }

  @Override
  public void render(List<Frame> inputs, List<Frame> outputs)
      throws DeviceFailure, InterruptedException {
    var runs = new ArrayList<SlotThreads.Run<PlaneSession>>();
    for (int i = 0; i < inputs.size(); i++) {
      var in = inputTensors.of(inputs.get(i));
      var out = outputTensors.of(outputs.get(i));
      runs.add(slot -> slot.run(in, out));
    }
    try {
      threads.all(runs);
    } finally {
      inputTensors.trim();
      outputTensors.trim();
    }
  }

  @Override
  public void cancel() {
    session.cancel();
  }

  @Override
  public void close() {
    threads.close();
    session.close();
    inputTensors.close();
    outputTensors.close();
  }
}
