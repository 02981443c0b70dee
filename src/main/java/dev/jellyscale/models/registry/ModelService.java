package dev.jellyscale.models.registry;

/** Whoever can be asked about a node's models: its registry, or a line to it. */
@FunctionalInterface
public interface ModelService {

  /**
   * Does what is asked and waits for its end.
   *
   * @param progress hears how far an installation is
   * @throws dev.jellyscale.error.JellyscaleException if it cannot be done
   * @throws InterruptedException if the calling thread is interrupted, which ends the work
   */
  ModelAnswer answer(ModelRequest request, Progress progress) throws InterruptedException;
}
