package dev.jellyscale.renderer;

import dev.jellyscale.protocol.wire.Command;
import dev.jellyscale.protocol.wire.Event;
import dev.jellyscale.protocol.wire.FailureKind;
import dev.jellyscale.protocol.wire.MessageChannel;
import dev.jellyscale.protocol.wire.Outbox;
import java.io.IOException;
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

  RendererLoop(MessageChannel<Event, Command> channel, Outbox<Event> outbox, Workbench workbench) {
    this.channel = channel;
    this.outbox = outbox;
    this.workbench = workbench;
  }

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
    var ready = new AtomicReference<@Nullable Task>();
    var worker =
        Thread.ofPlatform()
            .name("jellyscale-work")
            .daemon()
            .unstarted(
                () -> {
                  var task = ready.get();
                  if (task != null) {
                    work(command, task);
                  }
                });
    var task = new Task(command.id(), worker, outbox::post);
    if (!current.compareAndSet(null, task)) {
      outbox.post(
          new Event.Failed(
              command.id(), FailureKind.CONFLICT, "This renderer is at work on another command"));
      return;
    }
    ready.set(task);
    worker.start();
  }

  private void work(Command.Work command, Task task) {
    var answer = workbench.answer(command, task);
    // Free before the answer is out: the node sends its next command as soon as it has it.
    current.set(null);
    outbox.post(answer);
  }

  private void cancel(long id) {
    var task = current.get();
    if (task != null && task.id() == id) {
      task.cancel();
    }
  }
}
