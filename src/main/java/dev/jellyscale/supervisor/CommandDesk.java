package dev.jellyscale.supervisor;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.wire.Command;
import dev.jellyscale.protocol.wire.Event;
import dev.jellyscale.supervisor.SlotPool.Request;
import dev.jellyscale.supervisor.queue.QueuePlace;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers commands, has slots do them, and tells who wants to know. Thread-safe. */
final class CommandDesk {
  private final AtomicLong commands = new AtomicLong();
  private final List<WorkListener> listeners = new CopyOnWriteArrayList<>();
  private final SlotPool pool;

  CommandDesk(SlotPool pool) {
    this.pool = pool;
  }

  void listen(WorkListener listener) {
    listeners.add(listener);
  }

  /** Number of another command. */
  long next() {
    return commands.incrementAndGet();
  }

  void finished(FinishedWork work) {
    listeners.forEach(listener -> listener.finished(work));
  }

  private void failed(ModelId model) {
    listeners.forEach(listener -> listener.failed(model));
  }

  /** Has a command done whose faults say nothing of rendering. */
  Event.Answer tried(Command.Work command, WorkWords words, QueuePlace place)
      throws InterruptedException {
    return tried(new Request(command, words, ProgressListener.NONE, false), place);
  }

  /** The same, told of its progress. */
  Event.Answer tried(Request request, QueuePlace place) throws InterruptedException {
    return pool.ask(request, place, OptionalInt.empty());
  }

  /** Has a command done that renders. */
  Event.Answer rendered(
      Command.Work command, WorkWords words, ProgressListener progress, QueuePlace place)
      throws InterruptedException {
    return rendered(new Request(command, words, progress, true), place, OptionalInt.empty());
  }

  /**
   * The same.
   *
   * @param wanted the only slot that will do; empty: any
   */
  Event.Answer rendered(Request request, QueuePlace place, OptionalInt wanted)
      throws InterruptedException {
    try {
      return pool.ask(request, place, wanted);
    } catch (EngineFailure e) {
      switch (request.command()) {
        case Command.Image image -> failed(image.task().model().id());
        case Command.Range range -> failed(range.task().wish().model().id());
        case Command.Open open -> failed(open.model().id());
        default -> {}
      }
      throw e;
    }
  }

  /**
   * The answer that was asked for.
   *
   * @throws EngineFailure if it is another one
   */
  static <A extends Event.Answer> A expected(Class<A> type, Event.Answer answer) {
    if (type.isInstance(answer)) {
      return type.cast(answer);
    }
    throw new EngineFailure(
        "The renderer gave another answer than it was asked for: "
            + answer.getClass().getSimpleName(),
        null);
  }
}
