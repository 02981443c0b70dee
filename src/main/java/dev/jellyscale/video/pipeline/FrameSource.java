package dev.jellyscale.video.pipeline;

import dev.jellyscale.frame.Frame;

/** Where frames come from, in display order; used by one thread. */
@FunctionalInterface
public interface FrameSource {

  /** Fills planes and stamp of {@code target}; false, and {@code target} untouched, at the end. */
  boolean read(Frame target);
}
