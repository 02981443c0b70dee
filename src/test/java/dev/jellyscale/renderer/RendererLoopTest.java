package dev.jellyscale.renderer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.protocol.wire.Command;
import dev.jellyscale.protocol.wire.Event;
import dev.jellyscale.protocol.wire.FailureKind;
import dev.jellyscale.protocol.wire.MessageChannel;
import dev.jellyscale.protocol.wire.Outbox;
import dev.jellyscale.protocol.wire.ProtocolFault;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A renderer's two threads at the other end of a real socket; what they do is the test's. */
@Timeout(20)
class RendererLoopTest {
  private static final ModelSource MODEL = ModelSource.shipped(new ModelId("swift-x2"));
  private static final RendererLoop.Work AT_ONCE = (command, _) -> new Event.Done(command.id());
  private static final int ROUNDS = 300;

  @TempDir Path folder;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private volatile RendererLoop.Work work = AT_ONCE;
  private SocketChannel socket;
  private MessageChannel<Command, Event> node;
  private FutureTask<?> loop;

  @BeforeEach
  void connect() throws IOException {
    var address = UnixDomainSocketAddress.of(folder.resolve("s" + System.nanoTime()));
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address)) {
      var channel = MessageChannel.ofRenderer(SocketChannel.open(address));
      socket = server.accept();
      node = MessageChannel.ofNode(socket);
      var turns =
          new RendererLoop(
              channel, new Outbox<>(channel), (command, task) -> work.answer(command, task));
      loop =
          new FutureTask<>(
              () -> {
                turns.run();
                return null;
              });
    }
    Thread.ofPlatform().daemon().start(loop);
  }

  @AfterEach
  void end() throws IOException {
    mayEnd.countDown();
    node.close();
  }

  private void works(RendererLoop.Work manner) {
    work = manner;
  }

  /** Why the loop has ended; empty where it was told to. */
  private Optional<Throwable> failure() throws Exception {
    try {
      loop.get(10, SECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.ofNullable(e.getCause());
    }
  }

  private static Command.Work work(long id) {
    return new Command.Close(id, MODEL);
  }

  private Event answer() throws IOException {
    return node.receive().orElseThrow();
  }

  /** Works until it may end; an interruption ends it too. */
  private Event.Answer slowly(Command.Work command, Task task) {
    begun.countDown();
    try {
      mayEnd.await();
      return new Event.Done(command.id());
    } catch (InterruptedException e) {
      return new Event.Cancelled(command.id());
    }
  }

  private static ByteBuffer bytes(String... messages) {
    var buffer = ByteBuffer.allocate(1 << 16);
    for (var message : messages) {
      var json = message.getBytes(StandardCharsets.UTF_8);
      buffer.putInt(json.length).put(json);
    }
    return buffer.flip();
  }

  private static String close(long id) {
    return "{\"command\":\"close\",\"id\":%d,\"model\":{\"from\":\"installation\",\"id\":{\"value\":\"a\"},\"sha256\":null}}"
        .formatted(id);
  }

  @Test
  void aCancellationThatComesWhenWorkEndsTouchesNoOtherWork() throws Exception {
    var touched = new AtomicInteger();
    works(
        (command, task) -> {
          if (Thread.currentThread().isInterrupted() && !task.cancelled()) {
            touched.incrementAndGet();
          }
          return task.cancelled()
              ? new Event.Cancelled(command.id())
              : new Event.Done(command.id());
        });

    for (int id = 0; id < 2 * ROUNDS; id += 2) {
      node.send(work(id));
      node.send(new Command.Cancel(id));
      assertThat(answer()).isIn(new Event.Done(id), new Event.Cancelled(id));
      node.send(work(id + 1));
      assertThat(answer()).isEqualTo(new Event.Done(id + 1));
    }

    assertThat(touched).hasValue(0);
  }

  @Test
  void whoWorksIsCancelledByACommandThatWasReadWithTheWork() throws Exception {
    works(this::slowly);

    socket.write(bytes(close(7), "{\"command\":\"cancel\",\"work\":7}"));

    assertThat(answer()).isEqualTo(new Event.Cancelled(7));
  }

  @Test
  void workBesideOtherWorkIsRefusedAndDisturbsItNot() throws Exception {
    works(this::slowly);
    node.send(work(1));
    node.send(work(2));
    node.send(new Command.Cancel(2));

    assertThat(answer())
        .isInstanceOfSatisfying(
            Event.Failed.class,
            failed -> {
              assertThat(failed.id()).isEqualTo(2);
              assertThat(failed.kind()).isEqualTo(FailureKind.CONFLICT);
            });
    mayEnd.countDown();
    assertThat(answer()).isEqualTo(new Event.Done(1));
    node.send(work(3));
    assertThat(answer()).isEqualTo(new Event.Done(3));
  }

  @Test
  void theNodeMayEndItWhileItWorks() throws Exception {
    works(this::slowly);
    node.send(work(1));
    begun.await();

    node.send(new Command.Shutdown());

    assertThat(loop.get(10, SECONDS)).isNull();
  }

  @Test
  void aNodeThatGoesWhileItWorksEndsIt() throws Exception {
    works(this::slowly);
    node.send(work(1));
    begun.await();

    node.close();

    assertThat(loop.get(10, SECONDS)).isNull();
  }

  @Test
  void aNodeThatGoesBeforeItsAnswerEndsIt() throws Exception {
    works(
        (command, _) -> {
          begun.countDown();
          while (socket.isOpen()) {
            Thread.onSpinWait();
          }
          return new Event.Done(command.id());
        });
    node.send(work(1));
    begun.await();

    node.close();

    // Which of the two threads notices first is open: an end, or a failure to send.
    assertThat(failure().stream()).allMatch(IOException.class::isInstance);
  }

  @ParameterizedTest
  @CsvSource({"none, true", "shutdown, false"})
  void nothingIsBegunBehindAFaultOrTheEnd(String command, boolean fault) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var worked = new AtomicBoolean();
      works(
          (asked, _) -> {
            worked.set(true);
            return new Event.Done(asked.id());
          });
      socket.write(bytes("{\"command\":\"%s\"}".formatted(command), close(1), close(2)));

      assertThat(failure().filter(ProtocolFault.class::isInstance).isPresent()).isEqualTo(fault);
      assertThat(worked).as("round " + round).isFalse();
      node.close();
      connect();
    }
  }

  @Test
  void workThatFailsInsteadOfAnsweringEndsIt() throws Exception {
    works(
        (_, _) -> {
          throw new IllegalStateException("planted");
        });

    node.send(work(1));

    assertThatThrownBy(() -> loop.get(10, SECONDS))
        .hasCauseInstanceOf(CompletionException.class)
        .hasStackTraceContaining("planted");
  }

  @Test
  void oneCommandAfterTheOtherIsAnswered() throws Exception {
    works(AT_ONCE);
    for (int id = 0; id < ROUNDS; id++) {
      socket.write(bytes(close(id)));
      assertThat(answer()).isEqualTo(new Event.Done(id));
    }
    node.send(new Command.Shutdown());
    assertThat(loop.get(10, SECONDS)).isNull();
  }
}
