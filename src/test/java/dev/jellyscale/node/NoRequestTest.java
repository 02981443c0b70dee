package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP server refuses before the gate sees it, on the packaged node. */
class NoRequestTest {
  private static final String TOKEN = "a-token-for-tests-of-no-requests";

  @TempDir static Path folder;
  private static RunningNode node;
  private static Caller caller;

  @BeforeAll
  static void start() throws IOException {
    node = RunningNode.start(folder, Map.of("API_TOKEN", TOKEN));
    caller = new Caller(node.service(), TOKEN);
  }

  @AfterAll
  static void end() {
    node.close();
  }

  private static void assertRefused(int status, Caller.Reply reply) throws IOException {
    assertThat(reply.status()).as(reply.head()).isEqualTo(status);
    assertThat(reply.json().get("detail").asText()).startsWith("The request");
    assertThat(reply.header("content-type")).isEqualTo("application/json");
    assertThat(reply.header("content-length")).isEqualTo("" + reply.body().length);
    assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(reply.header("referrer-policy")).isEqualTo("no-referrer");
    assertThat(reply.header("content-security-policy")).startsWith("default-src 'none'");
    assertThat(reply.header("cache-control")).isEqualTo("no-store");
    assertThat(reply.header("cross-origin-resource-policy")).isEqualTo("same-origin");
    assertThat(reply.head().lines().map(line -> line.split(":")[0].strip()).toList())
        .doesNotHaveDuplicates();
  }

  private static Caller.Reply said(String head) throws IOException {
    return caller.exchange(head, OutputStream::flush);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/models/download-status/%",
        "/models/download-status/%zz",
        "/nothing/%zz",
        "/%",
        "/health?%zz"
      })
  void aTargetThatCannotBeDecodedIsRefusedInTheContractsForm(String target) throws IOException {
    assertRefused(400, caller.get(target));
  }

  @ParameterizedTest
  @CsvSource({"9000, 0, 414", "10, 20000, 431"})
  void whatIsTooLongIsRefusedInTheContractsForm(int path, int header, int status)
      throws IOException {
    var head =
        "GET /%s HTTP/1.1\r\nHost: a\r\nX: %s\r\n\r\n"
            .formatted("a".repeat(path), "b".repeat(header));

    assertRefused(status, said(head));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE",
        "GET /status HTTP/1.1\r\nHost: a\r\nno header",
        "POST /config HTTP/1.1\r\nHost: a\r\nContent-Length: x",
        "POST /config HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2",
        "GET /status HTTP/1.1\r\nHost: a\r\nX-Api-Token : b"
      })
  void whatIsNoRequestIsRefusedInTheContractsForm(String head) throws IOException {
    assertRefused(400, said(head + "\r\n\r\n"));
  }

  @Test
  void whatFollowsOnTheConnectionIsNotHeard() throws IOException {
    var two = "HEAD /%zz HTTP/1.1\r\nHost: a\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n";

    var reply = said(two);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).doesNotContain("healthy");
  }

  @Test
  void goodAnswersStayWhatTheyAre() throws IOException {
    var reply = caller.get("/health");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("{\"status\":\"healthy\"}");
    assertThat(reply.head().lines().filter(line -> line.startsWith("X-Content-Type-Options")))
        .hasSize(1);
  }
}
