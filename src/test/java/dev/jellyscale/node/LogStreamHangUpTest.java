package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listeners to the log of a packaged node who hang up while it is written. */
class LogStreamHangUpTest {
  /** As many as one token may have. */
  private static final int LISTENERS = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int PATIENCE_MILLIS = 10_000;

  @TempDir static Path folder;
  private static RunningNode node;
  private static Caller caller;

  @BeforeAll
  static void start() throws IOException {
    var token = "a-token-for-tests-of-listeners";
    // Each request is an entry.
    var settings = Map.of("API_TOKEN", token, "QUARKUS_HTTP_ACCESS_LOG_ENABLED", "true");
    node = RunningNode.start(folder, settings);
    caller = new Caller(node.service(), token);
  }

  @AfterAll
  static void end() {
    node.close();
  }

  /** Listens, and has heard an entry when this returns; empty where there is no place. */
  private static List<Socket> listener(Caller who) throws IOException {
    var socket = new Socket(node.service().getHost(), node.service().getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    var head = who.head("GET", "/logs/stream", "");
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    var heard = new StringBuilder();
    while (heard.indexOf("\ndata:") < 0) {
      int read = socket.getInputStream().read();
      if (read < 0) {
        socket.close();
        return List.of();
      }
      heard.append((char) read);
    }
    return List.of(socket);
  }

  private static void assertTracelessEnd(Caller who) throws IOException {
    int before = connections();
    var listeners = new ArrayList<Socket>();
    for (int i = 0; i < LISTENERS; i++) {
      listeners.addAll(listener(who));
    }
    assertThat(listeners).hasSize(LISTENERS);
    assertThat(listener(who)).isEmpty();
    for (var listener : listeners) {
      assertThat(caller.get("/status").status()).isEqualTo(200);
      listener.close();
      assertThat(caller.get("/status").status()).isEqualTo(200);
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (connections() > before) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
    assertThat(node.faults()).isEmpty();
  }

  private static int connections() throws IOException {
    var sockets = 0;
    try (var files = Files.newDirectoryStream(Path.of("/proc/" + node.pid() + "/fd"))) {
      for (var file : files) {
        sockets += target(file).startsWith("socket:") ? 1 : 0;
      }
    }
    return sockets;
  }

  private static String target(Path file) throws IOException {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (NoSuchFileException _) {
      return ""; // Closed meanwhile.
    }
  }

  @Test
  void whoHangsUpWhileEntriesComeGivesHisPlaceBackAndLeavesNoTrace() throws Exception {
    var made = caller.encoded("/auth/tokens", "name=other&scopes=admin").json();
    var other = new Caller(node.service(), made.get("token").asText());

    assertTracelessEnd(caller);
    assertTracelessEnd(other);
    // 16 places were given away in all, and no token had more than its 8.
    assertTracelessEnd(caller);
    assertTracelessEnd(other);

    assertThat(node.said()).anyMatch(line -> line.contains("GET /status"));
  }

  @Test
  void whoResetsTheConnectionBeforeTheAnswerBeginsLeavesNoTrace() throws Exception {
    // Each caller may open so many streams a minute.
    var made = caller.encoded("/auth/tokens", "name=reset&scopes=admin").json();
    var who = new Caller(node.service(), made.get("token").asText());
    for (int i = 0; i < 20; i++) {
      try (var socket = new Socket(node.service().getHost(), node.service().getPort())) {
        var head = who.head("GET", "/logs/stream", "");
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        // Closing sends a reset then, as a caller that is killed may.
        socket.setSoLinger(true, 0);
      }
      assertThat(caller.get("/status").status()).isEqualTo(200);
    }
    assertThat(node.faults()).isEmpty();
  }
}
