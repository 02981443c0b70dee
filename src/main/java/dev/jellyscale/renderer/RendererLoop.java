package dev.jellyscale.renderer;

import dev.jellyscale.protocol.wire.Command;
import dev.jellyscale.protocol.wire.Event;
import dev.jellyscale.protocol.wire.FailureKind;
import dev.jellyscale.protocol.wire.MessageChannel;
import dev.jellyscale.protocol.wire.Outbox;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
  private final Work work;
  private final AtomicReference<@Nullable Task> current = new AtomicReference<>();

  /** Held by who listens. */
  private final ReentrantLock ear = new ReentrantLock();

  private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

  RendererLoop(MessageChannel<Event, Command> channel, Outbox<Event> outbox, Work work) {
    this.channel = channel;
    this.outbox = outbox;
    this.work = work;
  }

  /** Does one command after the other, by whichever thread heard of it. */
  @FunctionalInterface
  interface Work {
    /** Does a command. What goes wrong is the answer too. */
    Event.Answer answer(Command.Work command, Task task);
  }

  /**
   * Returns when the node says so or is gone; what is worked on is left to itself.
   *
   * @throws IOException if the channel breaks or carries what is no command
   * @throws CompletionException if a thread of the loop fails otherwise
   */
  void run() throws IOException {
    for (int i = 0; i < THREADS; i++) {
      Thread.ofPlatform().name("jellyscale-work").daemon().start(this::takeTurns);
    }
    try {
      end.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException broken) {
        throw broken;
      }
      throw e;
    }
  }

  private void takeTurns() {
    try {
      for (var begun = listen(); begun.isPresent(); begun = listen()) {
        answer(begun.get());
      }
    } catch (RuntimeException | Error e) {
      end.completeExceptionally(e);
    }
  }

  private record Begun(Command.Work command, Task task) {}

  /** The next work; empty where the loop is at its end. */
  private Optional<Begun> listen() {
    ear.lock();
    try {
      return end.isDone() ? Optional.empty() : hear();
    } catch (IOException e) {
      // Said while nobody else can listen: the other thread must not read on behind a fault.
      end.completeExceptionally(e);
      return Optional.empty();
    } finally {
      ear.unlock();
    }
  }

  private Optional<Begun> hear() throws IOException {
    for (var command = channel.receive(); command.isPresent(); command = channel.receive()) {
      switch (command.get()) {
        case Command.Work asked -> {
          var begun = begin(asked);
          if (begun.isPresent()) {
            return begun;
          }
        }
        case Command.Hold(long id) -> current(id).ifPresent(Task::hold);
        case Command.GoOn(long id) -> current(id).ifPresent(Task::goOn);
        case Command.Cancel(long id) -> current(id).ifPresent(Task::cancel);
        case Command.Shutdown _ -> {
          end.complete(null);
          return Optional.empty();
        }
      }
    }
    end.complete(null);
    return Optional.empty();
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

  private void answer(Begun begun) {
    var answer = work.answer(begun.command(), begun.task());
    begun.task().end();
    // Free before the answer is out: the node sends its next command as soon as it has it.
    current.set(null);
    outbox.send(answer);
  }

  /** The work of that number, while it is going on. */
  private Optional<Task> current(long id) {
    return Optional.ofNullable(current.get()).filter(task -> task.id() == id);
  }
}
