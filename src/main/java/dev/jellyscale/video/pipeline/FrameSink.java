package dev.jellyscale.video.pipeline;

import dev.jellyscale.frame.Frame;

/** Where frames go, in display order; used by one thread. */
@FunctionalInterface
public interface FrameSink {

  /** Takes picture and stamp; the caller keeps the frame and may change it afterwards. */
  void write(Frame frame);
}
