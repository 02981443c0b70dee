package dev.jellyscale.supervisor;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.RendererNotStarted;
import dev.jellyscale.protocol.wire.Command;
import dev.jellyscale.protocol.wire.Event;
import dev.jellyscale.protocol.wire.Event.Hello;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A place for one renderer at a time, which is started when it is needed. Thread-safe. */
final class RendererSlot implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RendererSlot.class.getName());

  /** What a renderer takes to start. */
  private static final Duration COME_AGAIN = Duration.ofSeconds(3);

  private final SupervisorSettings settings;
  private final Consumer<SlotState> listener;

  /** Held by whoever uses the renderer; in which order callers do is decided by the queue. */
  private final ReentrantLock turn = new ReentrantLock();

  private volatile SlotState state = new SlotState.Stopped();
  private volatile @Nullable RendererProcess process;
  private volatile List<String> lastLog = List.of();
  private volatile boolean closed;
  private final AtomicLong starts = new AtomicLong();
  private volatile @Nullable Thread pausing;
  private @Nullable Hello hello;

  /** The renderer that was started and has not said hello yet. */
  private @Nullable RendererProcess starting;

  private long startedNanos;
  private int deaths;

  RendererSlot(SupervisorSettings settings, Consumer<SlotState> listener) {
    this.settings = settings;
    this.listener = listener;
  }

  SlotState state() {
    return state;
  }

  /** How often another renderer was started after the first one. */
  long restarts() {
    return Math.max(0, starts.get() - 1);
  }

  /** Whether a renderer runs, so that models may be open. */
  boolean hasRenderer() {
    return process != null;
  }

  /** What the renderer, or the last one, printed. */
  List<String> log() {
    var running = process;
    return running == null ? lastLog : running.log().lines();
  }

  /**
   * Waits for the renderer, and for the answer of a command. To be called by who has the turn.
   *
   * @param work what the command does, in words
   * @param until bounds the waiting for a renderer that is being started, and not the work
   * @throws RendererNotStarted if there is no renderer that could have taken the command
   * @throws EngineFailure if the renderer dies or says nothing for too long
   * @throws dev.jellyscale.error.JellyscaleException.Unavailable if the bound comes first; the
   *     start goes on
   * @throws InterruptedException if the calling thread is interrupted, which cancels the command
   */
  Event.Answer call(Command.Work command, WorkWords work, ProgressListener progress, Until until)
      throws InterruptedException {
    turn.lockInterruptibly();
    try {
      var renderer = running(until);
      become(new SlotState.Busy(greeting(), work.doing()));
      var answer = new Conversation(renderer, settings.patience()).answer(command, progress);
      deaths = 0;
      return answer;
    } catch (RendererGone e) {
      throw died(work.did(), e);
    } finally {
      if (state instanceof SlotState.Busy) {
        settle();
      }
      turn.unlock();
    }
  }

  /** After a command; a renderer that was killed to end it is of no use any more. */
  private void settle() {
    var renderer = process;
    if (renderer != null && !renderer.alive()) {
      bury(renderer);
      renderer = null;
    }
    become(renderer == null ? new SlotState.Stopped() : new SlotState.Idle(greeting()));
  }

  private Hello greeting() {
    if (hello == null) {
      throw new IllegalStateException("No renderer has said hello");
    }
    return hello;
  }

  private RendererProcess running(Until until) throws InterruptedException, RendererGone {
    requireOpen();
    var renderer = process;
    if (renderer != null && renderer == starting) {
      return greeted(renderer, until);
    }
    if (renderer != null && renderer.alive()) {
      return renderer;
    }
    if (renderer != null) {
      buryIdle(renderer);
    }
    waitBeforeStart(until);
    become(new SlotState.Starting());
    return greeted(start(), until);
  }

  /** Who believes that models are open hears of it before another renderer starts. */
  private void buryIdle(RendererProcess renderer) {
    bury(renderer);
    become(new SlotState.Stopped());
    if (!closed) {
      LOG.log(Level.WARNING, "A renderer ended while it was idle");
    }
  }

  /** Whoever has the turn meanwhile notices by himself. */
  private void noticeEnd(RendererProcess ended) {
    if (!turn.tryLock()) {
      return;
    }
    try {
      if (process == ended) {
        buryIdle(ended);
      }
    } finally {
      turn.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new EngineFailure("The supervisor of renderers is closed", null);
    }
  }

  private void waitBeforeStart(Until until) throws InterruptedException {
    if (state instanceof SlotState.BackingOff(Instant end, String _)) {
      var rest = Duration.between(settings.time().now(), end);
      if (rest.isPositive()) {
        var wait = until.atMost(rest);
        backOff(wait);
        if (wait.compareTo(rest) < 0) {
          throw Until.late(rest.minus(wait));
        }
      }
    }
  }

  private void backOff(Duration rest) throws InterruptedException {
    pausing = Thread.currentThread();
    try {
      requireOpen();
      settings.time().pause(rest);
    } catch (InterruptedException e) {
      requireOpen();
      throw e;
    } finally {
      pausing = null;
    }
  }

  private RendererProcess start() throws RendererGone {
    try {
      var started = RendererProcess.start(settings.launch());
      process = started;
      starting = started;
      startedNanos = System.nanoTime();
      starts.incrementAndGet();
      if (closed) {
        throw new RendererGone("the supervisor was closed");
      }
      return started;
    } catch (IOException e) {
      // The message of such a failure is often a path and nothing else.
      var reason =
          e instanceof FileSystemException
              ? "its folder in JELLYSCALE_WORK cannot be used"
              : e.getMessage();
      throw new RendererGone("it cannot be started: " + reason);
    }
  }

  /** Who gives up waiting leaves the renderer to who comes next. */
  private RendererProcess greeted(RendererProcess started, Until until)
      throws InterruptedException, RendererGone {
    var longest = settings.patience().start();
    var rest = longest.minusNanos(System.nanoTime() - startedNanos);
    var wait = until.atMost(rest.isNegative() ? Duration.ZERO : rest);
    var heard = new Conversation(started, settings.patience()).hello(wait);
    if (heard.isEmpty()) {
      if (wait.compareTo(rest) < 0) {
        throw Until.late(COME_AGAIN);
      }
      throw new RendererGone("it did not say hello within " + longest.toSeconds() + " s");
    }
    hello = heard.get();
    starting = null;
    started.whenEnded(() -> noticeEnd(started));
    return started;
  }

  private EngineFailure died(String work, RendererGone gone) {
    var renderer = process;
    var reason = gone.reason();
    if (renderer != null) {
      reason = renderer.epitaph(reason);
      bury(renderer);
    }
    boolean neverReady = state instanceof SlotState.Starting;
    deaths++;
    var pause = settings.patience().backOff(deaths);
    if (!closed) {
      become(
          pause.isZero() && !neverReady
              ? new SlotState.Stopped()
              : new SlotState.BackingOff(settings.time().now().plus(pause), reason));
    }
    // Whoever closes kills it himself.
    var level = closed ? Level.DEBUG : Level.WARNING;
    LOG.log(level, "The renderer died while it {0}: {1}{2}", work, reason, lastWords(renderer));
    var sentence = "The renderer died while it %s: %s".formatted(work, reason);
    return neverReady ? new RendererNotStarted(sentence, pause) : new EngineFailure(sentence, null);
  }

  private static String lastWords(@Nullable RendererProcess renderer) {
    var lines = renderer == null ? List.<String>of() : renderer.log().lines();
    return lines.isEmpty() ? "" : "; last words: " + lines.getLast();
  }

  private void bury(RendererProcess renderer) {
    renderer.kill();
    renderer.close();
    lastLog = renderer.log().lines();
    process = null;
    starting = null;
  }

  private void become(SlotState next) {
    state = closed ? new SlotState.Closed() : next;
    listener.accept(state);
  }

  /** Ends the renderer; a command that is going on fails. Closing again has no effect. */
  @Override
  public void close() {
    closed = true;
    var renderer = process;
    if (renderer != null) {
      renderer.kill();
    }
    var waiting = pausing;
    if (waiting != null) {
      waiting.interrupt();
    }
    turn.lock();
    try {
      renderer = process;
      if (renderer != null) {
        bury(renderer);
      }
      become(new SlotState.Closed());
    } finally {
      turn.unlock();
    }
  }
}
