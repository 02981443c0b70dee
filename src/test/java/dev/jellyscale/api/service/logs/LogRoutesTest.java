package dev.jellyscale.api.service.logs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LogRoutesTest {
  private static final System.Logger LOG = System.getLogger("test.logs");
  private static final String TOKEN = "the-token-of-the-tests";

  private final NodeLog log;

  @Inject
  LogRoutesTest(NodeLog log) {
    this.log = log;
  }

  private static String lastMessage() {
    return given()
        .header("X-Api-Token", TOKEN)
        .get("/logs/recent?limit=5000")
        .then()
        .statusCode(200)
        .extract()
        .path("entries.findAll { it.logger == 'test.logs' }.msg[-1]");
  }

  @Test
  void whatIsLoggedCanBeReadAndIsClean() {
    LOG.log(System.Logger.Level.WARNING, "X-Api-Token: abc\r\nforged {0}", "upsk_abc");

    assertThat(lastMessage()).isEqualTo("X-Api-Token: [redacted]\\r\\nforged upsk_[redacted]");
  }

  @ParameterizedTest
  @CsvSource({"-5, 1", "0, 1", "1, 1", "3, 3", "99999999999, 5000"})
  void theLimitIsClamped(String limit, int most) {
    for (int i = 0; i < 5; i++) {
      LOG.log(System.Logger.Level.INFO, "one of several");
    }
    given()
        .header("X-Api-Token", TOKEN)
        .get("/logs/recent?limit=" + limit)
        .then()
        .statusCode(200)
        .body("count", lessThanOrEqualTo(most))
        .body("entries.level", hasItem("INFO"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "1.5", "111111111111111111111111111"})
  void aLimitThatIsNoNumberIsRefusedInTheContractsShape(String limit) {
    given()
        .header("X-Api-Token", TOKEN)
        .get("/logs/recent?limit=" + limit)
        .then()
        .statusCode(422)
        .body("detail[0].type", equalTo("int_parsing"))
        .body("detail[0].loc", equalTo(List.of("query", "limit")));
  }

  @Test
  void aStreamReplaysAndGoesOnAndResumes() throws IOException {
    write("first");
    long seq;
    try (var stream = new Stream("")) {
      assertThat(stream.head).contains("X-Accel-Buffering: no", "Cache-Control: no-store");
      assertThat(stream.head).anyMatch(line -> line.startsWith("Content-Type: text/event-stream"));
      seq = stream.until("first");
      write("second");
      assertThat(stream.until("second")).isGreaterThan(seq);
    }
    try (var stream = new Stream("Last-Event-ID: " + seq + "\r\n")) {
      write("third");
      stream.until("third");
      assertThat(stream.seen).noneMatch(line -> line.contains("\"first\""));
      assertThat(stream.seen).anyMatch(line -> line.contains("\"second\""));
      assertThat(stream.seen).anyMatch(line -> line.startsWith(":") && line.contains("heartbeat"));
      assertThat(stream.seen).anyMatch(line -> line.matches("id: ?" + (seq + 1)));
    }
  }

  private void write(String message) {
    log.ring().write(Instant.now(), "INFO", "test.stream", message);
  }

  /** A stream of events, read line by line. */
  private static final class Stream implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;
    private final List<String> head = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();

    Stream(String header) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
      socket.setSoTimeout(20_000);
      var request =
          "GET /logs/stream HTTP/1.1\r\nHost: node\r\nX-Api-Token: %s\r\n%s\r\n"
              .formatted(TOKEN, header);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (var line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
        head.add(line);
      }
    }

    /** Reads on to an entry with that message, and returns its number. */
    long until(String message) throws IOException {
      while (true) {
        var line = lines.readLine();
        seen.add(line);
        if (line.startsWith("data:") && line.contains("\"" + message + "\"")) {
          assertThat(line).contains("\"seq\":", "\"ts\":", "\"level\":\"INFO\"", "\"logger\":");
          return sequence(line);
        }
      }
    }

    private static long sequence(String data) {
      return Long.parseLong(data.replaceAll(".*\"seq\":(\\d+).*", "$1"));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
