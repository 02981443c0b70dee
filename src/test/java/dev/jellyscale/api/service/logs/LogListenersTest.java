package dev.jellyscale.api.service.logs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Those who listen to the log: how many there may be, and how slow. */
@QuarkusTest
class LogListenersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int SMALL_WINDOW = 4096;
  private static final String LAST_CHUNK = "0";

  private final NodeLog log;
  private final List<Listener> listeners = new ArrayList<>();

  @Inject
  LogListenersTest(NodeLog log) {
    this.log = log;
  }

  @BeforeEach
  void awaitSilence() {
    await(() -> log.ring().listeners() == 0);
  }

  @AfterEach
  void hangUp() throws IOException {
    for (var listener : listeners) {
      listener.socket().close();
    }
  }

  private static void await(BooleanSupplier condition) {
    var deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(deadline);
    }
  }

  /** A token of somebody who has opened no stream before. */
  private static String token() {
    return made().getString("token");
  }

  private static JsonPath made() {
    return given()
        .header("X-Api-Token", "the-token-of-the-tests")
        .formParam("name", "listener")
        .post("/auth/tokens")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** A connection on which a stream was asked for. */
  private record Listener(Socket socket, BufferedReader lines) {
    /** First line of the answer, and the value of {@code Retry-After}. */
    String status() throws IOException {
      var status = lines.readLine();
      var retry = "";
      for (var line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
        retry = line.toLowerCase(java.util.Locale.ROOT).startsWith("retry-after") ? line : retry;
      }
      return status.split(" ")[1] + " " + retry.replaceAll("\\D", "");
    }
  }

  private Listener listen(String token) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(SMALL_WINDOW);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port));
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket
        .getOutputStream()
        .write(
            "GET /logs/stream HTTP/1.1\r\nHost: node\r\nX-Api-Token: %s\r\n\r\n"
                .formatted(token)
                .getBytes(StandardCharsets.US_ASCII));
    var lines = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
    var listener = new Listener(socket, new BufferedReader(lines));
    listeners.add(listener);
    return listener;
  }

  @Test
  void sixteenMayListenAndOneCallerNoMoreThanEight() throws Exception {
    var first = token();
    var second = token();
    for (int i = 0; i < 8; i++) {
      assertThat(listen(first).status()).isEqualTo("200 ");
      assertThat(listen(second).status()).isEqualTo("200 ");
    }

    assertThat(listen(first).status()).matches("429 [1-9]\\d*");
    assertThat(listen(token()).status()).isEqualTo("503 15");
    listeners.getFirst().socket().close();
    await(() -> log.ring().listeners() == 15);

    assertThat(listen(first).status()).isEqualTo("200 ");
  }

  @Test
  void aSilentLogIsHeardToBeAlive() throws Exception {
    var listener = listen(token());
    listener.status();
    int heartbeats = 0;
    while (heartbeats < 3) {
      var line = listener.lines().readLine();
      assertThat(line).isNotNull();
      heartbeats += line.startsWith(":") && line.contains("heartbeat") ? 1 : 0;
    }

    assertThat(heartbeats).isEqualTo(3);
  }

  @Test
  void whoseTokenIsRevokedHearsNoMore() throws Exception {
    var made = made();
    var listener = listen(made.getString("token"));
    listener.status();
    await(() -> log.ring().listeners() == 1);

    given()
        .header("X-Api-Token", "the-token-of-the-tests")
        .delete("/auth/tokens/" + made.getString("info.id"))
        .then()
        .statusCode(200);
    log.ring().write(Instant.now(), "INFO", "test.secret", "not for him");

    var heard = new ArrayList<String>();
    for (var line = listener.lines().readLine(); !line.equals(LAST_CHUNK); ) {
      heard.add(line);
      line = listener.lines().readLine();
    }
    assertThat(heard).noneMatch(line -> line.contains("not for him"));
    await(() -> log.ring().listeners() == 0);
  }

  @Test
  void whoDoesNotReadIsDroppedAndTheLogSaysSo() throws Exception {
    listen(token()).status();
    await(() -> log.ring().listeners() == 1);
    var large = "x".repeat(4000);

    var deadline = Instant.now().plus(PATIENCE);
    for (int i = 0; log.ring().listeners() > 0; i++) {
      log.ring().write(Instant.now(), "INFO", "test.flood", i + large);
      assertThat(Instant.now()).isBefore(deadline);
    }

    assertThat(log.ring().recent(LogRing.CAPACITY))
        .anyMatch(
            entry ->
                entry.level().startsWith("WARN")
                    && entry.msg().contains("A listener to the log is dropped"));
  }
}
