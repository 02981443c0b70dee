package dev.jellyscale.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class GateTest {
  private static final String TOKEN = "X-Api-Token: the-token-of-the-tests";
  private static final String HOST = "Host: 127.0.0.1";

  private RawHttp.Answer ask(String... head) throws IOException {
    try (var http = new RawHttp(RestAssured.port)) {
      return http.head(head).answer();
    }
  }

  @Test
  void anUnknownRouteIsToldToThoseWhoHaveAToken() throws IOException {
    var answer = ask("GET /nothing HTTP/1.1", HOST, TOKEN);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"Not Found\"}");
    assertThat(answer.header("content-type")).isEqualTo("application/json");
  }

  @Test
  void aWrongMethodIsToldToThoseWhoHaveAToken() throws IOException {
    var answer = ask("PUT /status HTTP/1.1", HOST, TOKEN);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
    assertThat(answer.header("allow")).isEqualTo("GET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /nothing", "PUT /status", "GET /status", "HEAD /health", "TRACE /"})
  void nothingIsToldToAnybodyElse(String line) throws IOException {
    assertThat(ask(line + " HTTP/1.1", HOST).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//health",
        "/health/",
        "/health;a=b",
        "/%68ealth",
        "/./health",
        "/a/../health",
        "/HEALTH",
        "/health%2f",
        "/health%00",
        "/health/.",
        "/*",
        "/q/../health",
        "/health\\"
      })
  void aPathThatOnlyLooksLikeAPublicOneIsNone(String path) throws IOException {
    assertThat(ask("GET " + path + " HTTP/1.1", HOST).status()).isIn(400, 403);
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() throws IOException {
    for (var line : new String[] {"GET /health", "GET /status", "GET /nothing"}) {
      var answer = ask(line + " HTTP/1.1", HOST);

      assertThat(answer.header("x-content-type-options")).as(line).isEqualTo("nosniff");
      assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
      assertThat(answer.header("content-security-policy")).startsWith("default-src 'none'");
      assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/status", "/nothing", "/api/nothing"})
  void aRequestForTwoHostsIsMalformed(String path) throws IOException {
    var answer = ask("GET " + path + " HTTP/1.1", HOST, "Host: example.org", TOKEN);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"detail\":\"The request is malformed\"");
    var type = path.startsWith("/api") ? "application/problem+json" : "application/json";
    assertThat(answer.header("content-type")).isEqualTo(type);
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
  }

  @Test
  void aRefusedCallerIsNotAskedToGoOn() throws IOException {
    var answer =
        ask("POST /auth/tokens HTTP/1.1", HOST, "Content-Length: 10", "Expect: 100-continue");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"Invalid or missing API token\"}");
  }

  @Test
  void aRefusedUploadIsAnsweredAndHungUpOn() throws IOException {
    try (var http = new RawHttp(RestAssured.port)) {
      http.head("POST /upscale HTTP/1.1", HOST, "Content-Length: 50000000");

      assertThat(http.answer().status()).isEqualTo(403);
      assertThat(http.isHungUp()).isTrue();
    }
  }

  @Test
  void aBodyThatIsAnnouncedTooLargeIsRefusedUnread() throws IOException {
    var answer =
        ask(
            "POST /upscale HTTP/1.1",
            HOST,
            TOKEN,
            "Content-Length: 52428801",
            "Expect: 100-continue");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).startsWith("{\"detail\":\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: ten",
        "Content-Length: -1",
        "Content-Length: 99999999999999999999",
        "Content-Length: 1\r\nContent-Length: 2",
        "Content-Length: 1, 2",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: chunked, identity"
      })
  void aLengthThatIsNoneIsABadRequest(String line) throws IOException {
    assertThat(ask("POST /config HTTP/1.1", HOST, TOKEN, line).status()).isEqualTo(400);
  }

  @Test
  void aChunkedBodyIsCutAtTheCap() throws IOException {
    try (var http = new RawHttp(RestAssured.port)) {
      http.head(
          "POST /auth/tokens HTTP/1.1",
          HOST,
          TOKEN,
          "Content-Type: application/x-www-form-urlencoded",
          "Transfer-Encoding: chunked");
      var chunk = "1000\r\n" + "a".repeat(0x1000) + "\r\n";
      for (int i = 0; i < 17; i++) {
        http.send(chunk);
      }

      var answer = http.answer();

      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.body()).startsWith("{\"detail\":\"");
      assertThat(http.isHungUp()).isTrue();
    }
  }

  @Test
  void aConnectionTakesOneRequestAfterTheOther() throws IOException {
    try (var http = new RawHttp(RestAssured.port)) {
      for (int i = 0; i < 3; i++) {
        assertThat(http.head("GET /health HTTP/1.1", HOST).answer().status()).isEqualTo(200);
        assertThat(http.head("GET /nothing HTTP/1.1", HOST).answer().status()).isEqualTo(403);
      }
    }
  }

  @Test
  void aCallerWithATokenIsAskedToGoOn() throws IOException {
    try (var http = new RawHttp(RestAssured.port)) {
      http.head(
          "POST /auth/tokens HTTP/1.1",
          HOST,
          TOKEN,
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Length: 11",
          "Expect: 100-continue");
      assertThat(http.answer().status()).isEqualTo(100);

      http.send("name=Kitchen".substring(0, 11));

      assertThat(http.answer().status()).isEqualTo(200);
    }
  }

  @Test
  void aChunkedBodyThatIsSmallEnoughIsTaken() throws IOException {
    try (var http = new RawHttp(RestAssured.port)) {
      for (int i = 0; i < 2; i++) {
        http.head(
            "POST /auth/tokens HTTP/1.1",
            HOST,
            TOKEN,
            "Content-Type: application/x-www-form-urlencoded",
            "Transfer-Encoding: chunked");
        http.send("5\r\nname=\r\n").send("4\r\nHall\r\n0\r\n\r\n");

        var answer = http.answer();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"name\":\"Hall\"");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
      }
    }
  }

  @Test
  void anEndlessBodyOfAnybodyEndsTheConnection() throws IOException {
    for (var line : new String[] {"POST /upscale", "GET /health", "GET /nothing"}) {
      try (var http = new RawHttp(RestAssured.port)) {
        http.head(line + " HTTP/1.1", HOST, "Transfer-Encoding: chunked");
        assertThat(http.answer().status()).isIn(200, 403, 413);

        assertThat(http.sendUntilHungUp("1000\r\n" + "a".repeat(0x1000) + "\r\n", 100_000))
            .as(line)
            .isTrue();
      }
    }
  }
}
