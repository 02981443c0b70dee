package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More is asked of a packaged node than its one renderer can do, because that one is halted. */
class OverloadTest {
  private static final String TOKEN = "a-token-for-tests-of-overload";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static RunningNode node;
  private static Caller caller;
  private static byte[] small;
  private static byte[] deep;

  @BeforeAll
  static void start() throws IOException {
    node =
        RunningNode.start(
            folder,
            Map.of(
                "API_TOKEN",
                TOKEN,
                "DEFAULT_MODEL",
                "bicubic-x2",
                "JELLYSCALE_PICTURE_PATIENCE",
                "PT4S",
                "JELLYSCALE_FRAME_PATIENCE",
                "PT0.5S"));
    caller = new Caller(node.service(), TOKEN);
    small = TestPictures.picture("png", 16, 16);
    deep = TestPictures.deep(16, 16, 30_000);
    awaitReadiness();
  }

  /** The model is open, and the first renderer has tried what it tries at a start. */
  private static void awaitReadiness() throws IOException {
    var deadline = Instant.now().plus(PATIENCE);
    while (caller.raw("/upscale-frame", small).status() != 200) {
      assertThat(Instant.now()).isBefore(deadline);
    }
  }

  @AfterAll
  static void end() {
    node.close();
  }

  private static int waiting(String priority) throws IOException {
    return caller
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("jellyscale_queue_waiting{priority=\"" + priority))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static void awaitWaiting(String priority, int count) throws IOException {
    var deadline = Instant.now().plus(PATIENCE);
    while (waiting(priority) != count) {
      assertThat(Instant.now()).as(priority + " " + waiting(priority)).isBefore(deadline);
    }
  }

  private static int atWork() throws IOException {
    return caller.get("/status").json().get("processing_count").asInt();
  }

  /** Somebody whose work keeps the halted renderer busy. */
  private static Future<Caller.Reply> occupy(ExecutorService callers) throws IOException {
    var work = callers.submit(() -> caller.file("/upscale", small));
    var deadline = Instant.now().plus(PATIENCE);
    while (atWork() == 0) {
      assertThat(Instant.now()).isBefore(deadline);
    }
    return work;
  }

  private static void assertRefusedForNow(Caller.Reply reply) throws IOException {
    assertThat(reply.status()).as(reply.text()).isEqualTo(503);
    assertThat(Integer.parseInt(reply.header("retry-after"))).isPositive();
    assertThat(reply.json().get("detail").asText()).contains("busy", "try again");
  }

  @Test
  void whoWaitsTooLongIsRefusedForNowAndNeverFor429() throws Exception {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var replies = new ArrayList<Future<Caller.Reply>>();
      Future<Caller.Reply> first;
      try (var _ = new Renderers(node).halt()) {
        first = occupy(callers);
        for (int i = 0; i < 12; i++) {
          replies.add(callers.submit(() -> caller.file("/upscale", small)));
          replies.add(callers.submit(() -> caller.file("/upscale-hdr", deep)));
        }
        var before = System.nanoTime();
        assertRefusedForNow(caller.raw("/upscale-frame", small));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
        for (var reply : replies) {
          assertRefusedForNow(reply.get());
        }
        assertThat(caller.get("/health").status()).isEqualTo(200);
      }
      assertThat(first.get().status()).isEqualTo(200);
    }
    assertThat(caller.get("/metrics").text())
        .contains("jellyscale_queue_refused_total{priority=\"batch\",reason=\"late\"")
        .contains("jellyscale_queue_refused_total{priority=\"interactive\",reason=\"late\"");
  }

  @Test
  void whoeverHangsUpFreesHisPlace() throws Exception {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Caller.Reply> first;
      try (var _ = new Renderers(node).halt()) {
        first = occupy(callers);
        try (var socket = new Socket(node.service().getHost(), node.service().getPort())) {
          var head = caller.head("POST", "/upscale-hdr", formHead(Caller.form(deep)));
          socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
          socket.getOutputStream().write(Caller.form(deep));
          awaitWaiting("batch", 1);
        }
        awaitWaiting("batch", 0);
      }
      assertThat(first.get().status()).isEqualTo(200);
    }
  }

  private static String formHead(byte[] body) {
    return "Content-Type: multipart/form-data; boundary=b-0-x\r\nContent-Length: "
        + body.length
        + "\r\n";
  }

  /** Asks for a picture, and notes the name of who asked when it comes. */
  private static Callable<Caller.Reply> noted(
      List<String> order, String name, Callable<Caller.Reply> request) {
    return () -> {
      var reply = request.call();
      order.add(name + " " + reply.status());
      return reply;
    };
  }

  @Test
  void framesComeFirstAndTokensTakeTurns() throws Exception {
    var made = caller.encoded("/auth/tokens", "name=other&scopes=infer").json();
    var other = new Caller(node.service(), made.get("token").asText());
    var large = TestPictures.picture("png", 700, 500);
    var order = Collections.synchronizedList(new ArrayList<String>());
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var replies = new ArrayList<Future<Caller.Reply>>();
      try (var _ = new Renderers(node).halt()) {
        replies.add(occupy(callers));
        for (int i = 1; i <= 4; i++) {
          replies.add(callers.submit(noted(order, "greedy", () -> caller.file("/upscale", large))));
          awaitWaiting("batch", i);
        }
        replies.add(callers.submit(noted(order, "modest", () -> other.file("/upscale", large))));
        awaitWaiting("batch", 5);
        replies.add(
            callers.submit(noted(order, "frame", () -> caller.raw("/upscale-frame", small))));
        awaitWaiting("interactive", 1);
      }
      for (var reply : replies) {
        assertThat(reply.get().status()).isEqualTo(200);
      }
    }
    assertThat(order.getFirst()).isEqualTo("frame 200");
    assertThat(order.indexOf("modest 200")).as(order.toString()).isBetween(1, 3);
  }
}
