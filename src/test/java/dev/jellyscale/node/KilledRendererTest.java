package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** The renderer of a packaged node is killed while it has a frame, and others wait for it. */
class KilledRendererTest {
  private static final int WAITING = 6;

  /** A frame's deadline, and what one takes in a renderer that opens the model first. */
  private static final Duration LONGEST = Duration.ofSeconds(2).plusSeconds(2);

  @TempDir static Path folder;
  private static RunningNode node;
  private static Caller caller;
  private static byte[] small;
  private static byte[] lostPicture;

  @BeforeAll
  static void start() throws IOException {
    var token = "a-token-for-tests-of-killed-renderers";
    node = RunningNode.start(folder, Map.of("API_TOKEN", token, "DEFAULT_MODEL", "bicubic-x2"));
    caller = new Caller(node.service(), token);
    small = TestPictures.picture("png", 16, 16);
    lostPicture = TestPictures.picture("png", 18, 16);
    new Load(caller).awaitReadiness();
  }

  @AfterAll
  static void end() {
    node.close();
  }

  private record Timed(Caller.Reply reply, Duration took) {}

  private static Timed frame(byte[] picture) throws IOException {
    long before = System.nanoTime();
    var reply = caller.raw("/upscale-frame", picture);
    return new Timed(reply, Duration.ofNanos(System.nanoTime() - before));
  }

  private static List<Future<Timed>> frames(ExecutorService callers) throws IOException {
    var load = new Load(caller);
    var frames = new ArrayList<Future<Timed>>();
    frames.add(callers.submit(() -> frame(lostPicture)));
    load.awaitAtWork(1);
    for (int i = 0; i < WAITING; i++) {
      frames.add(callers.submit(() -> frame(small)));
    }
    load.awaitWaiting(WAITING);
    return frames;
  }

  @RepeatedTest(3)
  void whoseFrameIsLostHearsItAndTheOthersAreServedOrRefusedForNow() throws Exception {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Timed>> frames;
      try (var halt = new Renderers(node).halt()) {
        frames = frames(callers);
        Renderers.kill(halt.pid());
      }
      var lost = frames.removeFirst().get();
      assertThat(lost.reply().status()).isEqualTo(500);
      assertThat(lost.reply().json().get("detail").asText()).isNotEmpty();
      assertThat(lost.took()).isLessThan(LONGEST);
      for (var frame : frames) {
        assertServedOrRefusedForNow(frame.get());
      }
    }

    new Load(caller).awaitReadiness();
    assertThat(new Load(caller).waiting()).isZero();
    assertThat(new SpoolFolder(folder).holds(lostPicture)).isFalse();
  }

  private static void assertServedOrRefusedForNow(Timed frame) throws IOException {
    var reply = frame.reply();
    assertThat(reply.status()).as(reply.text()).isIn(200, 503);
    assertThat(frame.took()).isLessThan(LONGEST);
    if (reply.status() == 503) {
      assertThat(Integer.parseInt(reply.header("retry-after"))).isPositive();
      assertThat(reply.json().get("detail").asText()).isNotEmpty();
    } else {
      assertThat(TestPictures.read(reply.body()).getWidth()).isEqualTo(32);
    }
  }
}
