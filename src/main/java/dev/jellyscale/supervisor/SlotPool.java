package dev.jellyscale.supervisor;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.protocol.wire.Command;
import dev.jellyscale.protocol.wire.Event;
import dev.jellyscale.protocol.wire.FailureKind;
import dev.jellyscale.supervisor.breaker.CircuitBreaker;
import dev.jellyscale.supervisor.breaker.Permit;
import dev.jellyscale.supervisor.queue.QueuePlace;
import dev.jellyscale.supervisor.queue.WorkQueue;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.OptionalInt;

/**
 * All slots behind one queue. Who has a turn has the slot alone.
 *
 * @param breaker of work that renders
 */
record SlotPool(List<RendererSlot> slots, WorkQueue queue, CircuitBreaker breaker) {
  private static final System.Logger LOG = System.getLogger(SlotPool.class.getName());

  /** Of what a renderer tells of a failure; whoever took it over could tell anything. */
  private static final int MOST_LINES = 40;

  SlotPool {
    slots = List.copyOf(slots);
  }

  /**
   * What is to be done.
   *
   * @param words what the command does
   * @param renders whether its faults are those of rendering; what is only tried, such as a file
   *     that somebody wants to import, may kill renderers without stopping the work of others
   */
  record Request(
      Command.Work command, WorkWords words, ProgressListener progress, boolean renders) {}

  /**
   * Waits for a slot and for the answer.
   *
   * @param wanted the only slot that will do; empty: any
   * @throws dev.jellyscale.error.JellyscaleException as the renderer or the queue says
   * @throws InterruptedException if the thread is interrupted, which ends the work
   */
  Event.Answer ask(Request request, QueuePlace place, OptionalInt wanted)
      throws InterruptedException {
    if (request.renders()) {
      breaker.check();
    }
    try (var turn = queue.take(place, wanted)) {
      var slot = slots.get(turn.slot());
      var until = new Until(place.deadlineNanos());
      var answer = request.renders() ? guarded(slot, request, until) : call(slot, request, until);
      return switch (answer) {
        case Event.Failed(long _, var kind, String message, var forLog) -> {
          forLog.ifPresent(lines -> tell(request.words(), lines));
          throw kind.failure(message);
        }
        case Event.Cancelled _ -> throw new InterruptedException("The command was cancelled");
        case Event.Answer done -> done;
      };
    }
  }

  private static void tell(WorkWords work, String lines) {
    var readable = lines.lines().limit(MOST_LINES).map(LogTail::printable).toList();
    LOG.log(
        Level.ERROR,
        "A renderer {0}, and failed for a reason that nobody foresaw: {1}",
        work.did(),
        String.join("\n  ", readable));
  }

  private Event.Answer guarded(RendererSlot slot, Request request, Until until)
      throws InterruptedException {
    try (var permit = breaker.enter()) {
      return judged(slot, request, until, permit);
    }
  }

  private static Event.Answer judged(RendererSlot slot, Request request, Until until, Permit permit)
      throws InterruptedException {
    try {
      var answer = call(slot, request, until);
      switch (answer) {
        case Event.Failed failed when failed.kind() == FailureKind.ENGINE_FAILURE ->
            permit.faulty();
        // A bad model or picture says nothing of the engine, nor does who hangs up, nor does work
        // that is too large for a device's memory.
        case Event.Failed _, Event.Cancelled _ -> {}
        // A renderer that opens a model and dies of each picture is not healthy in between.
        case Event.Opened _ -> {}
        case Event.Answer _ -> permit.healthy();
      }
      return answer;
    } catch (EngineFailure e) {
      permit.faulty();
      throw e;
    }
  }

  private static Event.Answer call(RendererSlot slot, Request request, Until until)
      throws InterruptedException {
    return slot.call(request.command(), request.words(), request.progress(), until);
  }

  /** Ends all renderers; who waits or works fails. */
  void close() {
    queue.close();
    slots.forEach(RendererSlot::close);
  }
}
