package dev.jellyscale.video.pipeline;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A part of the pipeline that runs on a thread of its own until its input ends. */
@FunctionalInterface
interface Stage extends Callable<@Nullable Void> {

  /** Runs to the end of the input; interrupting its thread stops it at the next hand-over. */
  void run() throws InterruptedException;

  @Override
  default @Nullable Void call() throws InterruptedException {
    run();
    return null;
  }
}
