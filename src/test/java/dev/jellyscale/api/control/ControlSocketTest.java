package dev.jellyscale.api.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.Requires;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.models.registry.ModelAnswer;
import dev.jellyscale.models.registry.ModelRequest;
import dev.jellyscale.models.registry.ModelService;
import dev.jellyscale.models.registry.ModelView;
import dev.jellyscale.models.registry.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlSocketTest {
  private static final ModelAnswer NOTHING = new ModelAnswer.Listed(List.of(), 7);

  /** A program of one file, because another user may not read the class path of this one. */
  private static final String CALLER =
      """
      import java.net.*;
      import java.nio.*;
      import java.nio.channels.*;

      class Caller {
        public static void main(String[] args) throws Exception {
          var json = "{\\"version\\":2,\\"request\\":{\\"request\\":\\"list\\"}}".getBytes("UTF-8");
          try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(args[0]));
            try {
              channel.write(ByteBuffer.allocate(999).putInt(json.length).put(json).flip());
            } catch (java.io.IOException refusedBeforeItSpoke) {
              // What the other side said before it hung up can still be read.
            }
            var answer = ByteBuffer.allocate(999);
            channel.read(answer);
            System.out.println(new String(answer.array(), 4, answer.position() - 4, "UTF-8"));
          }
        }
      }
      """;

  @TempDir Path folder;
  private Path socket;

  @BeforeEach
  void place() {
    socket = folder.resolve("control.sock");
  }

  private ModelService client() {
    return ControlClient.find(socket).orElseThrow();
  }

  @Test
  void threeThousandModelsAreListed() throws Exception {
    var models =
        IntStream.range(0, 3000)
            .mapToObj(
                i ->
                    new ModelView(
                        "model-" + i,
                        "Модель \uD83D\uDC2A " + "n".repeat(300),
                        new ModelView.State("installed", Optional.empty()),
                        2,
                        "luma",
                        "upscale",
                        Optional.empty(),
                        new ModelView.FileFacts(
                            "import", i, Optional.empty(), Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        List.of(),
                        List.of()))
            .toList();
    var listed = new ModelAnswer.Listed(models, 7);

    try (var _ = ControlServer.start(socket, (_, _) -> listed)) {
      var answer =
          ControlClient.find(socket)
              .orElseThrow()
              .answer(new ModelRequest.ListAll(), Progress.UNHEARD);

      assertThat(answer).isEqualTo(listed);
    }
  }

  @Test
  void anAnswerArrives() throws Exception {
    try (var _ = ControlServer.start(socket, (_, _) -> NOTHING)) {
      assertThat(client().answer(new ModelRequest.ListAll(), Progress.UNHEARD)).isEqualTo(NOTHING);
      assertThat(client().answer(new ModelRequest.ListAll(), Progress.UNHEARD)).isEqualTo(NOTHING);
    }
  }

  @Test
  void aRequestArrivesAsItWasAsked() throws Exception {
    var heard = new ArrayList<ModelRequest>();
    var requests =
        List.<ModelRequest>of(
            new ModelRequest.Install("a"),
            new ModelRequest.Import("/x", "b"),
            new ModelRequest.Benchmark("c", true),
            new ModelRequest.Clean(30, true));
    ModelService service =
        (request, _) -> {
          heard.add(request);
          return NOTHING;
        };
    try (var _ = ControlServer.start(socket, service)) {
      for (var request : requests) {
        client().answer(request, Progress.UNHEARD);
      }
    }
    assertThat(heard).isEqualTo(requests);
  }

  @Test
  void progressIsTold() throws Exception {
    ModelService service =
        (_, progress) -> {
          for (long bytes = 0; bytes <= 8 << 20; bytes += 1 << 19) {
            progress.at(bytes, 8 << 20);
          }
          return NOTHING;
        };
    var heard = new ArrayList<Long>();
    try (var _ = ControlServer.start(socket, service)) {
      client().answer(new ModelRequest.Install("a"), (bytes, _) -> heard.add(bytes));
    }
    assertThat(heard).isSorted().hasSizeBetween(8, 10).endsWith(8L << 20);
  }

  @Test
  void aFailureIsTheSameOnBothSides() {
    ModelService service =
        (_, _) -> {
          throw new NotFound("No model 'x'");
        };
    try (var _ = ControlServer.start(socket, service)) {
      assertThatThrownBy(() -> client().answer(new ModelRequest.Install("x"), Progress.UNHEARD))
          .isInstanceOf(NotFound.class)
          .hasMessage("No model 'x'");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFaultOfTheNodeIsToldToo(boolean ofTheDisk) {
    ModelService service =
        (_, _) -> {
          throw ofTheDisk
              ? new UncheckedIOException(new IOException("input/output error"))
              : new IllegalStateException("a fault");
        };
    try (var _ = ControlServer.start(socket, service)) {
      assertThatThrownBy(() -> client().answer(new ModelRequest.ListAll(), Progress.UNHEARD))
          .isInstanceOf(EngineFailure.class)
          .hasMessageContaining("its log says why");
    }
  }

  @Test
  void anErrorOfTheNodeLeavesNobodyWaiting() {
    ModelService service =
        (_, _) -> {
          throw new StackOverflowError("deep");
        };
    try (var _ = ControlServer.start(socket, service)) {
      assertThatThrownBy(() -> client().answer(new ModelRequest.ListAll(), Progress.UNHEARD))
          .isInstanceOf(EngineFailure.class);
    }
  }

  @Test
  void whoHangsUpGivesTheWorkUp() throws Exception {
    var started = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    ModelService service =
        (_, _) -> {
          started.countDown();
          try {
            Thread.sleep(60_000);
            return NOTHING;
          } finally {
            ended.countDown();
          }
        };
    try (var _ = ControlServer.start(socket, service)) {
      var caller =
          Thread.ofPlatform()
              .start(
                  () ->
                      assertThatThrownBy(
                              () ->
                                  client().answer(new ModelRequest.Install("x"), Progress.UNHEARD))
                          .isInstanceOf(InterruptedException.class));
      assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

      caller.interrupt();

      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      caller.join();
    }
  }

  @Test
  void closingTheNodeEndsTheConversation() throws Exception {
    var started = new CountDownLatch(1);
    ModelService service =
        (_, _) -> {
          started.countDown();
          Thread.sleep(60_000);
          return NOTHING;
        };
    var server = ControlServer.start(socket, service);
    var client = client();
    var closer =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    started.await();
                    server.close();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });

    assertThatThrownBy(() -> client.answer(new ModelRequest.ListAll(), Progress.UNHEARD))
        .isInstanceOf(dev.jellyscale.error.JellyscaleException.Unavailable.class)
        .hasMessageContaining("hung up");
    closer.join();
    assertThat(socket).doesNotExist();
  }

  @Test
  void theSocketIsItsOwnersAlone() throws Exception {
    try (var _ = ControlServer.start(socket, (_, _) -> NOTHING)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void anotherUserIsRefusedEvenWhereTheModeLetsHimIn() throws Exception {
    Requires.root();
    Requires.program("setpriv");
    try (var _ = ControlServer.start(socket, (_, _) -> NOTHING)) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
      var script = Files.writeString(folder.resolve("Caller.java"), CALLER);
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      var words =
          List.of(
              "setpriv",
              "--reuid=65534",
              "--regid=65534",
              "--clear-groups",
              java,
              script.toString(),
              socket.toString());
      var process = new ProcessBuilder(words).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(said).contains("DENIED").doesNotContain("answered");
    }
  }

  @Test
  void theSocketOfADeadNodeIsNoObstacle() throws Exception {
    try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThat(socket).exists();
    assertThat(ControlClient.find(socket)).isEmpty();

    try (var _ = ControlServer.start(socket, (_, _) -> NOTHING)) {
      assertThat(client().answer(new ModelRequest.ListAll(), Progress.UNHEARD)).isEqualTo(NOTHING);
    }
    assertThat(ControlClient.find(socket)).isEqualTo(Optional.empty());
  }

  @Test
  void garbageHarmsNobodyElse() throws Exception {
    try (var _ = ControlServer.start(socket, (_, _) -> NOTHING)) {
      for (var garbage : new byte[][] {{-1, -1, -1, -1, 0}, {0, 0, 0, 2, '{', '}'}, {0, 0}}) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
          channel.connect(UnixDomainSocketAddress.of(socket));
          channel.write(ByteBuffer.wrap(garbage));
        }
      }
      assertThat(client().answer(new ModelRequest.ListAll(), Progress.UNHEARD)).isEqualTo(NOTHING);
    }
  }

  @Test
  void aPathThatIsTooLongForASocketIsTold() {
    var deep = folder.resolve("x".repeat(120));

    assertThatThrownBy(() -> ControlServer.start(deep, (_, _) -> NOTHING))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_DATA");
  }
}
