package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A packaged node is told to end while it is asked for pictures. */
class FarewellTest {
  private static final String TOKEN = "a-token-for-tests-of-the-end";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a container is given. */
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private RunningNode node;
  private Caller caller;
  private byte[] picture;

  @BeforeEach
  void start() throws Exception {
    var settings =
        Map.of(
            "API_TOKEN",
            TOKEN,
            "DEFAULT_MODEL",
            "bicubic-x2",
            "JELLYSCALE_FRAME_PATIENCE",
            "PT60S");
    node = RunningNode.start(folder, settings);
    caller = new Caller(node.service(), TOKEN);
    picture = TestPictures.picture("png", 16, 16);
    assertThat(caller.raw("/upscale-frame", picture).status()).isEqualTo(200);
  }

  @AfterEach
  void end() {
    node.close();
    callers.close();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    var deadline = Instant.now().plus(PATIENCE);
    while (!condition.call()) {
      assertThat(Instant.now()).isBefore(deadline);
    }
  }

  private int atWork() throws IOException {
    return caller.get("/status").json().get("processing_count").asInt();
  }

  private boolean waits() throws IOException {
    return caller
        .get("/metrics")
        .text()
        .lines()
        .anyMatch(line -> line.matches("jellyscale_queue_waiting.*interactive.* 1(\\.0)?"));
  }

  private Future<Caller.Reply> ask() {
    return callers.submit(() -> caller.raw("/upscale-frame", picture));
  }

  @Test
  void whatHasBegunIsFinishedAndWhoWaitsIsToldToComeAgain() throws Exception {
    Future<Caller.Reply> begun;
    try (var _ = new Renderers(node).halt()) {
      begun = ask();
      await(() -> atWork() == 1);
      var waiting = ask();
      await(this::waits);

      node.terminate();

      var refused = waiting.get();
      assertThat(refused.status()).as(refused.text()).isEqualTo(503);
      assertThat(refused.json().get("detail").asText()).contains("stopping");
      assertThat(Integer.parseInt(refused.header("retry-after"))).isPositive();
      var late = caller.get("/health");
      assertThat(late.status()).isEqualTo(503);
      assertThat(late.header("retry-after")).isNotEmpty();
    }
    var made = begun.get();
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    assertThat(TestPictures.read(made.body()).getWidth()).isEqualTo(32);
    assertThat(node.hasEnded(LONGEST_END)).isTrue();
    assertThat(new SpoolFolder(folder).files()).isEmpty();
  }

  @Test
  void workThatTakesTooLongDoesNotKeepTheNode() throws Exception {
    try (var _ = new Renderers(node).halt()) {
      var begun = ask();
      await(() -> atWork() == 1);

      node.terminate();

      assertThat(node.hasEnded(LONGEST_END)).isTrue();
      assertThat(begun).isNotNull();
    }
  }

  @Test
  void aBodyThatNeverEndsDoesNotKeepTheNode() throws Exception {
    try (var slow = new Socket(node.service().getHost(), node.service().getPort())) {
      var head =
          caller.head(
              "POST",
              "/models/load",
              "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 30\r\n");
      slow.getOutputStream().write((head + "model").getBytes(StandardCharsets.US_ASCII));
      // An answer to another request comes behind the beginning of this one.
      assertThat(caller.get("/status").status()).isEqualTo(200);

      node.terminate();

      assertThat(node.hasEnded(LONGEST_END)).isTrue();
    }
  }
}
