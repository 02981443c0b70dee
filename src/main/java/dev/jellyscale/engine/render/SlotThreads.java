package dev.jellyscale.engine.render;

import dev.jellyscale.engine.session.DeviceFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Spreads runs over the slots of a session, one thread for each. On return no run is in flight any
 * more, whatever happened: the frames and the staging memory belong to the caller again.
 */
public final class SlotThreads<S> implements AutoCloseable {
  private final List<S> slots;
  private final ExecutorService threads;

  /**
   * @param slots memory or whatever else a run needs for itself; not owned
   */
  public SlotThreads(List<S> slots) {
    this.slots = List.copyOf(slots);
    threads =
        Executors.newFixedThreadPool(
            slots.size(), Thread.ofPlatform().daemon().name("inference-", 0).factory());
  }

  /** One run, given the slot to use. */
  public interface Run<S> {
    void on(S slot) throws DeviceFailure, InterruptedException;
  }

  /**
   * Does all runs. After the first failure none is started any more.
   *
   * @throws DeviceFailure the first failure; later ones are suppressed in it. If the caller was
   *     interrupted too, it still is.
   * @throws InterruptedException if a run was cancelled or the caller is interrupted
   */
  public void all(List<Run<S>> runs) throws DeviceFailure, InterruptedException {
    if (slots.size() == 1 || runs.size() == 1) {
      for (var run : runs) {
        requireNotInterrupted();
        run.on(slots.getFirst());
      }
      return;
    }
    var next = new AtomicInteger();
    var futures = new ArrayList<Future<@Nullable Void>>();
    try {
      for (var slot : slots) {
        futures.add(threads.submit(() -> drain(runs, next, slot)));
      }
    } catch (RuntimeException | Error e) {
      // No thread to be had. What the others have begun must end before anything is released.
      next.set(runs.size());
      join(futures, next, runs.size());
      throw e;
    }
    join(futures, next, runs.size());
  }

  private static void requireNotInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("Inference was interrupted");
    }
  }

  private static <S> @Nullable Void drain(List<Run<S>> runs, AtomicInteger next, S slot)
      throws DeviceFailure, InterruptedException {
    try {
      for (int i = next.getAndIncrement(); i < runs.size(); i = next.getAndIncrement()) {
        runs.get(i).on(slot);
      }
      return null;
    } catch (DeviceFailure | InterruptedException | RuntimeException | Error e) {
      next.set(runs.size());
      throw e;
    }
  }

  private static void join(List<Future<@Nullable Void>> futures, AtomicInteger next, int runs)
      throws DeviceFailure, InterruptedException {
    boolean interrupted = false;
    Throwable first = null;
    for (var future : futures) {
      for (boolean done = false; !done; ) {
        try {
          future.get();
          done = true;
        } catch (InterruptedException e) {
          interrupted = true;
          next.set(runs);
        } catch (ExecutionException e) {
          done = true;
          first = joined(first, e.getCause());
        }
      }
    }
    if (first != null) {
      if (interrupted && !(first instanceof InterruptedException)) {
        Thread.currentThread().interrupt();
      }
      rethrow(first);
    }
    if (interrupted) {
      throw new InterruptedException("Inference was interrupted");
    }
  }

  private static Throwable joined(@Nullable Throwable first, @Nullable Throwable next) {
    var failure = next == null ? new IllegalStateException("A run failed without a cause") : next;
    if (first == null) {
      return failure;
    }
    first.addSuppressed(failure);
    return first;
  }

  private static void rethrow(Throwable failure) throws DeviceFailure, InterruptedException {
    switch (failure) {
      case DeviceFailure e -> throw e;
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException("A run failed", failure);
    }
  }

  /** Ends the threads. */
  @Override
  public void close() {
    threads.close();
  }
}
