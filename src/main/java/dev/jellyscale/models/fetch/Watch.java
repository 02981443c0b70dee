package dev.jellyscale.models.fetch;

import dev.jellyscale.models.fetch.MirrorFailure.Kind;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * Lets a transfer run on a thread of its own, and waits for it: tells how far it is, and cancels it
 * when it is too slow or when the waiting thread is interrupted. Blocking reads of a socket could
 * do neither.
 */
record Watch(URI mirror, Transfer transfer, Pace pace, LongConsumer bytesSoFar) {
  private static final long TICK_MILLIS = 200;

  /** What the transfer does. */
  interface Work {
    void run() throws MirrorFailure;
  }

  /** Returns, or throws, when the work has ended, never before. */
  void over(Work work) throws MirrorFailure, InterruptedException {
    var task =
        new FutureTask<Boolean>(
            () -> {
              work.run();
              return true;
            });
    var thread = Thread.ofVirtual().name("fetch").start(task);
    try {
      while (!ended(task)) {
        bytesSoFar.accept(pace.bytes());
        var complaint = pace.complaint(System.nanoTime());
        if (complaint.isPresent()) {
          throw new MirrorFailure(
              Kind.BROKEN_OFF, AddressRule.shown(mirror) + " " + complaint.get(), null);
        }
      }
      bytesSoFar.accept(pace.bytes());
    } finally {
      transfer.cancel();
      join(thread);
    }
  }

  private static boolean ended(FutureTask<Boolean> task)
      throws MirrorFailure, InterruptedException {
    try {
      return task.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case MirrorFailure failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  // The file must not be written any more when the caller goes on, interrupted or not.
  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
