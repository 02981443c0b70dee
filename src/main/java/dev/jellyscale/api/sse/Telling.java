package dev.jellyscale.api.sse;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** What one listener of a stream is told. */
public interface Telling extends AutoCloseable {

  /** What he listens to, in words for the log. */
  String what();

  /**
   * Tells until the wire says that it does not go on, or there is nothing more to tell.
   *
   * @throws ExecutionException if the listener hung up
   * @throws TimeoutException if he does not read
   */
  void tell(EventWire wire) throws InterruptedException, ExecutionException, TimeoutException;

  /** Nobody listens any more. */
  @Override
  void close();
}
