package dev.jellyscale.supervisor;

import dev.jellyscale.protocol.wire.Command;
import dev.jellyscale.protocol.wire.Event;
import dev.jellyscale.protocol.wire.Event.Hello;
import dev.jellyscale.protocol.wire.ProtocolVersion;
import dev.jellyscale.supervisor.RendererProcess.Heard;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a renderer and waits for its answer, with a bound on its silence. */
record Conversation(RendererProcess renderer, Patience patience) {

  /**
   * Waits for the first event.
   *
   * @return empty where nothing came for so long
   * @throws RendererGone if it is no hello of our version
   */
  Optional<Hello> hello(Duration longest) throws InterruptedException, RendererGone {
    return switch (renderer.hear(longest)) {
      case null -> Optional.empty();
      case Heard.Gone(String reason) -> throw new RendererGone(reason);
      case Heard.Said(Hello hello) when hello.protocol() == ProtocolVersion.VALUE ->
          Optional.of(hello);
      case Heard.Said(Hello hello) ->
          throw new RendererGone(
              "it speaks version %d of the protocol, and this node %d"
                  .formatted(hello.protocol(), ProtocolVersion.VALUE));
      case Heard.Said _ -> throw new RendererGone("it did not say hello first");
    };
  }

  /**
   * Sends a command and waits for its answer.
   *
   * @throws RendererGone if the renderer dies or says nothing for too long
   * @throws InterruptedException if the calling thread is interrupted; the command has ended then
   */
  Event.Answer answer(Command.Work command, ProgressListener progress)
      throws InterruptedException, RendererGone {
    renderer.send(command);
    try {
      progress.begun(new ReinsOf(renderer, command.id()));
      return hearAnswer(command.id(), progress);
    } catch (InterruptedException e) {
      cancel(command.id());
      throw e;
    } catch (RuntimeException e) {
      cancel(command.id());
      throw e;
    }
  }

  /** Holds a command; what comes after its end is ignored by the renderer. */
  private record ReinsOf(RendererProcess renderer, long id) implements Reins {
    @Override
    public void hold() {
      renderer.send(new Command.Hold(id));
    }

    @Override
    public void goOn() {
      renderer.send(new Command.GoOn(id));
    }
  }

  private Event.Answer hearAnswer(long id, ProgressListener progress)
      throws InterruptedException, RendererGone {
    var silence = patience.opening();
    boolean standing = false;
    while (true) {
      switch (renderer.hear(silence)) {
        case null ->
            throw new RendererGone("it said nothing for " + silence.toMillis() / 1000.0 + " s");
        case Heard.Gone(String reason) -> throw new RendererGone(reason);
        case Heard.Said(Event.Progress event) when event.id() == id -> {
          silence = patience.quiet();
          if (event.held() != standing) {
            standing = event.held();
            progress.held(standing);
          }
          progress.progress(event.done(), event.total());
        }
        case Heard.Said(Event.Answer answer) when answer.id() == id -> {
          return answer;
        }
        // A late word about a command that was given up.
        case Heard.Said _ -> {}
      }
    }
  }

  /** Ends a command whatever it takes. The renderer lives on if it answers in time. */
  private void cancel(long id) {
    renderer.send(new Command.Cancel(id));
    long end = System.nanoTime() + patience.cancel().toNanos();
    boolean interrupted = false;
    Heard heard;
    do {
      heard = null;
      var rest = Duration.ofNanos(end - System.nanoTime());
      if (!rest.isPositive()) {
        renderer.kill();
        break;
      }
      try {
        heard = renderer.hear(rest);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    } while (!ends(heard, id));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean ends(@Nullable Heard heard, long id) {
    return switch (heard) {
      case null -> false;
      case Heard.Gone _ -> true;
      case Heard.Said(Event.Answer answer) -> answer.id() == id;
      case Heard.Said _ -> false;
    };
  }
}
