package dev.jellyscale.jobs.trial;

import static org.junit.jupiter.api.Assertions.assertAll;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.function.Executable;

/**
 * Runs trials beside each other, each of which is told by its own failure. They wait for processes
 * for most of their time, and nothing in them is judged by how long it takes.
 */
final class Abreast {
  private static final int AT_A_TIME = 3;

  private Abreast() {}

  /** A trial of one of several kinds. */
  @FunctionalInterface
  interface Trial<T> {
    void run(T kind) throws Exception;
  }

  /** Runs a trial of each kind, and returns when all have ended. */
  static <T> void run(T[] kinds, Trial<T> trial) {
    try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      var ends = List.of(kinds).stream().map(kind -> threads.submit(call(kind, trial))).toList();
      assertAll(ends.stream().map(Abreast::end));
    }
  }

  private static <T> Callable<Void> call(T kind, Trial<T> trial) {
    return () -> {
      try {
        trial.run(kind);
        return null;
      } catch (Exception | AssertionError e) {
        throw new AssertionError(kind + ": " + e.getMessage(), e);
      }
    };
  }

  private static Executable end(Future<Void> trial) {
    return () -> {
      try {
        trial.get();
      } catch (ExecutionException e) {
        throw e.getCause();
      }
    };
  }
}
