package dev.jellyscale.supervisor;

import org.jspecify.annotations.Nullable;

/**
 * Holds one call of {@link VideoCommands#range}, lets it go on and cancels it, from any thread and
 * at any time: what is said before a renderer has the work counts when it gets it. Serves one call.
 */
public final class RangeHandle {
  private final ProgressListener progress;
  private @Nullable Thread caller;
  private @Nullable Reins reins;
  private boolean holding;
  private boolean cancelled;
  private boolean standing;

  /**
   * @param progress told what is told of any range
   */
  public RangeHandle(ProgressListener progress) {
    this.progress = progress;
  }

  /** Has the range stand still at its next frame, until {@link #goOn}. */
  public synchronized void hold() {
    holding = true;
    if (reins != null) {
      reins.hold();
    }
  }

  /** Has the range go on exactly where it was. */
  public synchronized void goOn() {
    holding = false;
    if (reins != null) {
      reins.goOn();
    }
  }

  /** Ends the call with an {@link InterruptedException}, also while the range stands still. */
  public synchronized void cancel() {
    cancelled = true;
    if (caller != null) {
      caller.interrupt();
    }
  }

  /** Whether the range stands still at this moment, as its renderer last said. */
  public synchronized boolean standing() {
    return standing;
  }

  /** The calling thread begins to wait. */
  synchronized void enter() throws InterruptedException {
    if (cancelled) {
      throw new InterruptedException("The range was cancelled before it began");
    }
    caller = Thread.currentThread();
  }

  /** The calling thread waits no more; an interruption that was meant for the call ends with it. */
  synchronized void leave() {
    caller = null;
    reins = null;
    standing = false;
    if (cancelled) {
      Thread.interrupted();
    }
  }

  private synchronized void begun(Reins given) {
    reins = given;
    if (holding) {
      given.hold();
    }
  }

  private synchronized void held(boolean nowStanding) {
    standing = nowStanding;
  }

  /** What hears of the range in place of the one that was given. */
  ProgressListener listener() {
    return new ProgressListener() {
      @Override
      public void progress(long done, long total) {
        progress.progress(done, total);
      }

      @Override
      public void begun(Reins given) {
        RangeHandle.this.begun(given);
        progress.begun(given);
      }

      @Override
      public void held(boolean nowStanding) {
        RangeHandle.this.held(nowStanding);
        progress.held(nowStanding);
      }
    };
  }
}
