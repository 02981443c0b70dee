package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers of a packaged node who hang up: nothing of theirs is left, and nobody waits for them. */
class HangUpTest {
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @TempDir static Path folder;
  private static RunningNode node;
  private static Caller caller;
  private static Load load;
  private static SpoolFolder spooled;
  private static byte[] small;
  private static int bodies;

  @BeforeAll
  static void start() throws IOException {
    var token = "a-token-for-tests-of-hanging-up";
    node = RunningNode.start(folder, Map.of("API_TOKEN", token, "DEFAULT_MODEL", "swift-x2"));
    caller = new Caller(node.service(), token);
    load = new Load(caller);
    spooled = new SpoolFolder(folder);
    small = TestPictures.picture("png", 16, 16);
    load.awaitReadiness();
  }

  @AfterAll
  static void end() {
    node.close();
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    load.awaitWaiting(0, AT_ONCE);
    long before = System.nanoTime();
    assertThat(caller.raw("/upscale-frame", small).status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE);
    assertThat(node.faults()).isEmpty();
    assertThat(
            caller
                .get("/health/detailed")
                .json()
                .at("/circuit_breaker/consecutive_failures")
                .asInt())
        .isZero();
  }

  /**
   * A body that is sent once.
   *
   * @param content of its file
   */
  private record Body(byte[] content, byte[] whole) {

    /** Bytes of the file that no other file begins with. */
    byte[] mark() {
      return Arrays.copyOf(content, content.length / 3);
    }
  }

  /** No two are the same. */
  private static Body body(String path) throws IOException {
    int wide = 60 + ++bodies;
    return switch (path) {
      case "/upscale-frame" -> {
        var picture = TestPictures.picture("png", wide, 64);
        yield new Body(picture, picture);
      }
      case "/upscale-hdr" -> form(TestPictures.deep(wide, 64, 30_000));
      case "/models/upload" ->
          form(Files.readAllBytes(Path.of("models/swift-x2.onnx")), "model_name=mine");
      default -> form(TestPictures.picture("png", wide, 64));
    };
  }

  private static Body form(byte[] content, String... fields) {
    return new Body(content, Caller.form(content, fields));
  }

  /** A request of which so much was sent; closing it is hanging up. */
  private static Socket asked(String path, byte[] body, int bytes) throws IOException {
    var socket = new Socket(node.service().getHost(), node.service().getPort());
    var head =
        caller.head(
            "POST",
            path,
            "Content-Type: multipart/form-data; boundary=b-0-x\r\nContent-Length: %d\r\n"
                .formatted(body.length));
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(Arrays.copyOf(body, bytes));
    return socket;
  }

  private static Socket asked(String path, byte[] body) throws IOException {
    return asked(path, body, body.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/upscale", "/upscale-hdr", "/models/upload"})
  void inTheMiddleOfABody(String path) throws IOException {
    var body = body(path);
    try (var _ = asked(path, body.whole(), body.whole().length * 2 / 3)) {
      spooled.await(true, body.mark(), AT_ONCE);
    }
    spooled.await(false, body.mark(), AT_ONCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/upscale", "/upscale-hdr", "/upscale-frame", "/models/upload"})
  void whileWaiting(String path) throws Exception {
    var body = body(path);
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Caller.Reply> first;
      try (var _ = new Renderers(node).halt()) {
        first = callers.submit(() -> caller.file("/upscale", small));
        load.awaitAtWork(1);
        try (var _ = asked(path, body.whole())) {
          load.awaitWaiting(1);
          assertThat(spooled.holds(body.mark())).isTrue();
        }
        load.awaitWaiting(0, AT_ONCE);
        spooled.await(false, body.mark(), AT_ONCE);
      }
      assertThat(first.get().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/upscale", "/upscale-hdr", "/upscale-frame", "/models/upload"})
  void whileARendererWorks(String path) throws Exception {
    var body = body(path);
    long pid;
    try (var halt = new Renderers(node).halt()) {
      pid = halt.pid();
      try (var _ = asked(path, body.whole())) {
        load.awaitAtWork(1);
      }
    }
    load.awaitAtWork(0);

    spooled.await(false, body.mark(), AT_ONCE);
    assertThat(new Renderers(node).pid()).isEqualTo(pid);
    assertThat(folder.resolve("data/models/mine")).doesNotExist();
  }

  @Test
  void workThatHasBegunIsNotFinishedInVain() throws Exception {
    var large = Caller.form(TestPictures.picture("jpeg", 4000, 3000));
    long pid = new Renderers(node).pid();
    int before = load.finished();
    try (var _ = asked("/upscale", large)) {
      load.awaitAtWork(1);
    }
    long asked = System.nanoTime();
    assertThat(caller.raw("/upscale-frame", small).status()).isEqualTo(200);

    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(AT_ONCE);
    assertThat(load.finished()).isEqualTo(before + 1);
    assertThat(new Renderers(node).pid()).isEqualTo(pid);
  }
}
