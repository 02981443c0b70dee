package dev.jellyscale.renderer;

import dev.jellyscale.protocol.wire.Command;
import dev.jellyscale.protocol.wire.Event;
import dev.jellyscale.protocol.wire.FailureKind;
import dev.jellyscale.protocol.wire.MessageChannel;
import dev.jellyscale.protocol.wire.Outbox;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands and answers them: work on a thread of its own, one at a time, so that cancelling
 * is heard while it goes on.
 */
final class RendererLoop {
  private final MessageChannel<Event, Command> channel;
  private final Outbox<Event> outbox;
  private final Workbench workbench;
  private final AtomicReference<@Nullable Task> current = new AtomicReference<>();
  private final BlockingQueue<Given> given = new ArrayBlockingQueue<>(1);
  private final Thread worker;

  RendererLoop(MessageChannel<Event, Command> channel, Outbox<Event> outbox, Workbench workbench) {
    this.channel = channel;
    this.outbox = outbox;
    this.workbench = workbench;
    worker = Thread.ofPlatform().name("jellyscale-work").daemon().start(this::work);
  }

  private record Given(Command.Work command, Task task) {}

  /**
   * Returns when the node says so or is gone.
   *
   * @throws IOException if the channel breaks or carries what is no command
   */
  void run() throws IOException {
    while (true) {
      var command = channel.receive();
      if (command.isEmpty()) {
        return;
      }
      switch (command.get()) {
        case Command.Work work -> begin(work);
        case Command.Cancel(long id) -> cancel(id);
        case Command.Shutdown _ -> {
          return;
        }
      }
    }
  }

  private void begin(Command.Work command) {
    var task = new Task(command.id(), worker, outbox::post);
    if (!current.compareAndSet(null, task)) {
      outbox.post(
          new Event.Failed(
              command.id(), FailureKind.CONFLICT, "This renderer is at work on another command"));
      return;
    }
    given.add(new Given(command, task));
  }

  private void work() {
    try {
      while (true) {
        var next = given.take();
        var answer = workbench.answer(next.command(), next.task());
        next.task().end();
        // Free before the answer is out: the node sends its next command as soon as it has it.
        current.set(null);
        outbox.post(answer);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts a worker that waits", e);
    }
  }

  private void cancel(long id) {
    var task = current.get();
    if (task != null && task.id() == id) {
      task.cancel();
    }
  }
}
