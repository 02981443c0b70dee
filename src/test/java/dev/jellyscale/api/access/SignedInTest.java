package dev.jellyscale.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Accounts of the node over HTTP: their cookie, and what pages of other sites cannot do with it.
 */
@QuarkusTest
@WithTestResource(PreparedTokens.class)
class SignedInTest {
  private static final String HOST = "Host: 127.0.0.1";
  private static final String OURS = "Origin: http://127.0.0.1";

  private static RawHttp.Answer ask(String from, String... head) throws IOException {
    try (var http = new RawHttp(RestAssured.port, from)) {
      return http.head(head).answer();
    }
  }

  private static RawHttp.Answer enter(String from, String password, String... lines)
      throws IOException {
    try (var http = new RawHttp(RestAssured.port, from)) {
      return PreparedPeople.enter(http, "family", password, lines);
    }
  }

  private static String cookie(RawHttp.Answer answer) {
    return "Cookie: " + answer.header("set-cookie").split(";", 2)[0];
  }

  @Test
  void whoSignsInIsKnownByACookieUntilHeSignsOut() throws IOException {
    var entered = enter("127.0.0.20", "battery staple");
    assertThat(entered.status()).isEqualTo(200);
    assertThat(entered.body())
        .isEqualTo("{\"name\":\"family\",\"role\":\"user\",\"by\":\"account\"}");
    assertThat(entered.header("set-cookie"))
        .matches("jellyscale=[\\w-]{43}; Max-Age=43200; Path=/; HttpOnly; SameSite=Strict");
    var cookie = cookie(entered);

    var look = ask("127.0.0.20", "GET /api/v1/session HTTP/1.1", HOST, cookie);
    assertThat(look.body()).isEqualTo(entered.body());
    assertThat(ask("127.0.0.20", "GET /status HTTP/1.1", HOST, cookie).status()).isEqualTo(200);
    assertThat(ask("127.0.0.20", "GET /logs/recent HTTP/1.1", HOST, cookie).status())
        .isEqualTo(403);

    var left = ask("127.0.0.20", "DELETE /api/v1/session HTTP/1.1", HOST, cookie, OURS);
    assertThat(left.status()).isEqualTo(204);
    assertThat(left.header("set-cookie"))
        .isEqualTo("jellyscale=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict");
    assertThat(ask("127.0.0.20", "GET /api/v1/session HTTP/1.1", HOST, cookie).status())
        .isEqualTo(401);
  }

  @Test
  void whatSomebodyListensToEndsSoonAfterHeHasSignedOut() throws IOException {
    try (var http = new RawHttp(RestAssured.port, "127.0.0.30")) {
      var cookie = cookie(PreparedPeople.enter(http, "chief", "correct horse"));
      assertThat(http.head("GET /logs/stream HTTP/1.1", HOST, cookie).answer().status())
          .isEqualTo(200);
      awaitLine(http, line -> line.startsWith(":"));

      var left = ask("127.0.0.30", "DELETE /api/v1/session HTTP/1.1", HOST, cookie, OURS);

      assertThat(left.status()).isEqualTo(204);
      awaitLine(http, "0"::equals);
    }
  }

  /** The stream of the log is never silent for longer than its heartbeat. */
  private static void awaitLine(RawHttp stream, Predicate<String> line) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!line.test(stream.line())) {
      assertThat(System.nanoTime()).isLessThan(end);
    }
  }

  @Test
  void wrongNamesAndPasswordsAreOneAnswerAndThenALaterOne() throws IOException {
    var wrong = enter("127.0.0.21", "wrong");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.header("set-cookie")).isEmpty();
    assertThat(wrong.header("content-type")).isEqualTo("application/problem+json");
    try (var http = new RawHttp(RestAssured.port, "127.0.0.21")) {
      for (int i = 0; i < 4; i++) {
        var nobody = PreparedPeople.enter(http, "nobody " + i, "correct horse");
        assertThat(nobody.body()).isEqualTo(wrong.body());
      }
      var later = PreparedPeople.enter(http, "family", "battery staple");
      assertThat(later.status()).isEqualTo(429);
      assertThat(later.header("retry-after")).isEqualTo("1");
    }
    assertThat(enter("127.0.0.22", "battery staple").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Origin: http://example.org",
        "Origin: null",
        "Origin: http://127.0.0.1:81",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Origin: http://127.0.0.1\r\nSec-Fetch-Site: cross-site",
        "Origin: http://example.org\r\nSec-Fetch-Site: same-origin"
      })
  void aPageOfAnotherSiteChangesNothing(String lines) throws IOException {
    var cookie = cookie(enter("127.0.0.23", "battery staple"));
    var head = cookie + (lines.isEmpty() ? "" : "\r\n" + lines);

    assertThat(ask("127.0.0.23", "DELETE /api/v1/session HTTP/1.1", HOST, head).status())
        .isEqualTo(403);
    assertThat(ask("127.0.0.23", "POST /Upscaler/jobs/x/pause HTTP/1.1", HOST, head).status())
        .isEqualTo(403);
    assertThat(ask("127.0.0.23", "GET /api/v1/session HTTP/1.1", HOST, cookie).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://127.0.0.1",
        "Origin: http://127.0.0.1:80",
        "Origin: https://127.0.0.1",
        "Sec-Fetch-Site: same-origin",
        "Sec-Fetch-Site: none"
      })
  void aPageOfOursMay(String line) throws IOException {
    var cookie = cookie(enter("127.0.0.24", "battery staple"));

    assertThat(ask("127.0.0.24", "DELETE /api/v1/session HTTP/1.1", HOST, cookie, line).status())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Origin: http://example.org", "Sec-Fetch-Site: cross-site"})
  void aPageOfAnotherSiteSignsNobodyIn(String line) throws IOException {
    assertThat(enter("127.0.0.25", "battery staple", line).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.32", PreparedPeople.PROXY})
  void noCookieIsGivenWhereEncryptionIsNotTold(String from) throws IOException {
    var refused = enter(from, "battery staple", "Origin: https://127.0.0.1");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("JELLYSCALE_TRUSTED_PROXIES", "X-Forwarded-Proto");
    assertThat(refused.header("set-cookie")).isEmpty();
    assertThat(enter(from, "battery staple", "Origin: http://127.0.0.1").status()).isEqualTo(200);
  }

  @Test
  void theCookieFollowsWhatTheTrustedProxyTells() throws IOException {
    var below =
        enter("127.0.0.9", "battery staple", "X-Forwarded-Proto: https", "X-Forwarded-Prefix: /j");
    assertThat(below.header("set-cookie"))
        .startsWith("__Secure-jellyscale=")
        .endsWith("; Path=/j; HttpOnly; SameSite=Strict; Secure");
    var secure = enter("127.0.0.9", "battery staple", "X-Forwarded-Proto: https");
    assertThat(secure.header("set-cookie"))
        .startsWith("__Host-jellyscale=")
        .endsWith("; Path=/; HttpOnly; SameSite=Strict; Secure");

    // The same secret under the name of a weaker cookie is none.
    var weaker = cookie(secure).replace("__Host-", "");
    var https = "X-Forwarded-Proto: https";
    assertThat(ask("127.0.0.9", "GET /status HTTP/1.1", HOST, weaker, https).status())
        .isEqualTo(403);
    assertThat(ask("127.0.0.9", "GET /status HTTP/1.1", HOST, cookie(secure), https).status())
        .isEqualTo(200);
    // Encryption that is known is asked of pages too.
    for (var origin : new String[] {"http://127.0.0.1", "https://127.0.0.1"}) {
      assertThat(
              ask(
                      "127.0.0.9",
                      "DELETE /api/v1/session HTTP/1.1",
                      HOST,
                      cookie(secure),
                      https,
                      "Origin: " + origin)
                  .status())
          .isEqualTo(origin.startsWith("https") ? 204 : 403);
    }
  }

  @Test
  void nobodyElseTellsAboutTheCookie() throws IOException {
    var forged =
        enter("127.0.0.26", "battery staple", "X-Forwarded-Proto: https", "X-Forwarded-Prefix: /j");

    assertThat(forged.header("set-cookie")).startsWith("jellyscale=").contains("; Path=/; ");
  }

  @Test
  void aCookieThatIsThereTwiceIsNone() throws IOException {
    var cookie = cookie(enter("127.0.0.27", "battery staple"));

    assertThat(ask("127.0.0.27", "GET /status HTTP/1.1", HOST, cookie + "; jellyscale=x").status())
        .isEqualTo(403);
    assertThat(ask("127.0.0.27", "GET /status HTTP/1.1", HOST, cookie + "; other=x").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {};422
          {"name":"family"};422
          {"name":null,"password":"x"};422
          {"name":"family","password":"x","more":1};422
          nonsense;400
          """)
  void aBodyThatIsNoneIsToldAsSuch(String body, int status) throws IOException {
    try (var http = new RawHttp(RestAssured.port, "127.0.0.28")) {
      http.head(
          "POST /api/v1/session HTTP/1.1",
          HOST,
          "Content-Type: application/json",
          "Content-Length: " + body.length());

      assertThat(http.send(body).answer().status()).isEqualTo(status);
    }
  }

  @Test
  void tokensAreToldAsSuch() throws IOException {
    var answer =
        ask(
            "127.0.0.29",
            "GET /api/v1/session HTTP/1.1",
            HOST,
            "X-Api-Token: the-token-of-the-tests");

    assertThat(answer.body()).isEqualTo("{\"name\":null,\"role\":\"admin\",\"by\":\"token\"}");
  }
}
