package dev.jellyscale.renderer;

import dev.jellyscale.protocol.wire.Command;
import dev.jellyscale.protocol.wire.Event;
import dev.jellyscale.protocol.wire.FailureKind;
import dev.jellyscale.protocol.wire.MessageChannel;
import dev.jellyscale.protocol.wire.Outbox;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands and answers them, one piece of work at a time, with two threads: while one works
 * the other listens, so that cancelling is heard. Who hears of work does it himself and leaves the
 * listening to the other, because handing work over would make it wait for a thread to wake.
 */
final class RendererLoop {
  private static final int THREADS = 2;

  private final MessageChannel<Event, Command> channel;
  private final Outbox<Event> outbox;
  private final Workbench workbench;
  private final AtomicReference<@Nullable Task> current = new AtomicReference<>();

  /** Held by who listens. */
  private final ReentrantLock ear = new ReentrantLock();

  private final CompletableFuture<Optional<IOException>> end = new CompletableFuture<>();

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
    for (int i = 0; i < THREADS; i++) {
      Thread.ofPlatform().name("jellyscale-work").daemon().start(this::takeTurns);
    }
    var failure = end.join();
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void takeTurns() {
    try {
      for (var work = listen(); work.isPresent(); work = listen()) {
        answer(work.get());
      }
      end.complete(Optional.empty());
    } catch (IOException e) {
      end.complete(Optional.of(e));
    } catch (RuntimeException | Error e) {
      end.completeExceptionally(e);
    }
  }

  private record Begun(Command.Work command, Task task) {}

  /** The next work; empty where the node wants no more. */
  private Optional<Begun> listen() throws IOException {
    ear.lock();
    try {
      while (!end.isDone()) {
        var command = channel.receive();
        if (command.isEmpty()) {
          break;
        }
        switch (command.get()) {
          case Command.Work work -> {
            var begun = begin(work);
            if (begun.isPresent()) {
              return begun;
            }
          }
          case Command.Hold(long id) -> current(id).ifPresent(Task::hold);
          case Command.GoOn(long id) -> current(id).ifPresent(Task::goOn);
          case Command.Cancel(long id) -> current(id).ifPresent(Task::cancel);
          case Command.Shutdown _ -> {
            return Optional.empty();
          }
        }
      }
      return Optional.empty();
    } finally {
      ear.unlock();
    }
  }

  private Optional<Begun> begin(Command.Work command) {
    var task = new Task(command.id(), Thread.currentThread(), outbox::post);
    if (current.compareAndSet(null, task)) {
      return Optional.of(new Begun(command, task));
    }
    outbox.post(
        new Event.Failed(
            command.id(), FailureKind.CONFLICT, "This renderer is at work on another command"));
    return Optional.empty();
  }

  private void answer(Begun work) {
    var answer = workbench.answer(work.command(), work.task());
    work.task().end();
    // Free before the answer is out: the node sends its next command as soon as it has it.
    current.set(null);
    outbox.send(answer);
  }

  /** The work of that number, while it is going on. */
  private Optional<Task> current(long id) {
    return Optional.ofNullable(current.get()).filter(task -> task.id() == id);
  }
}
