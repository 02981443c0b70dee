package dev.jellyscale.video.pipeline;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FramePool;

/** Fills frames from the source, in order. */
record DecodeStage(FrameSource source, FramePool pool, HandOver<Frame> out, Gate gate)
    implements Stage {

  @Override
  public void run() throws InterruptedException {
    while (decodeOne()) {}
    out.end();
  }

  private boolean decodeOne() throws InterruptedException {
    gate.pass();
    var frame = pool.acquire();
    boolean filled = false;
    try {
      filled = source.read(frame);
    } finally {
      if (!filled) {
        frame.close();
      }
    }
    if (filled) {
      out.put(frame);
    }
    return filled;
  }
}
