package dev.jellyscale.video.pipeline;

/** Hears of every frame once it is with the sink. */
@FunctionalInterface
public interface FrameListener {

  /**
   * Called by the encoding thread.
   *
   * @param reused whether the picture was that of the frame before and not inferred again
   */
  void written(boolean reused);
}
