package dev.jellyscale.video.pipeline;

/** Where the stages of a pipeline may be made to stand still; whatever they hold stays as it is. */
@FunctionalInterface
public interface Gate {

  /** Lets everybody through. */
  Gate OPEN = () -> {};

  /**
   * Returns when the next step may be made. Called by several threads.
   *
   * @throws InterruptedException if the calling thread is interrupted meanwhile
   */
  void pass() throws InterruptedException;
}
