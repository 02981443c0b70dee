package dev.jellyscale.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the trusted proxy says, and what others say in its name. */
@QuarkusTest
@WithTestResource(PreparedTokens.class)
class ProxiedTest {
  private static final String HOST = "Host: 127.0.0.1";
  private static final String WHO = "GET /api/v1/session HTTP/1.1";

  private static RawHttp.Answer ask(String from, String first, String... lines) throws IOException {
    try (var http = new RawHttp(RestAssured.port, from)) {
      return http.head(
              Stream.concat(Stream.of(first, HOST), Stream.of(lines)).toArray(String[]::new))
          .answer();
    }
  }

  @ParameterizedTest
  @CsvSource({"'admins,family', admin", "family, user", "'', user"})
  void itsUsersAreKnownByTheirGroups(String groups, String role) throws IOException {
    var answer = ask(PreparedPeople.PROXY, WHO, PreparedPeople.proxied("Ada L", groups));

    assertThat(answer.body())
        .isEqualTo("{\"name\":\"Ada L\",\"role\":\"%s\",\"by\":\"proxy\"}".formatted(role));
  }

  @Test
  void nobodyElseSaysWhoHeIs() throws IOException {
    var headers = PreparedPeople.proxied("ada", "admins");

    assertThat(ask("127.0.0.1", WHO, headers).status()).isEqualTo(401);
    assertThat(ask("127.0.0.10", WHO, headers).status()).isEqualTo(401);
    assertThat(ask(PreparedPeople.PROXY, WHO, headers[0], headers[1]).status()).isEqualTo(401);
    assertThat(ask(PreparedPeople.PROXY, WHO, headers[0], headers[1], headers[2] + "x").status())
        .isEqualTo(401);
    assertThat(ask(PreparedPeople.PROXY, WHO, headers[0], headers[0], headers[2]).status())
        .isEqualTo(401);
  }

  @Test
  void aForgedHeaderTakesNothingFromWhoHasAToken() throws IOException {
    var answer =
        ask(
            "127.0.0.1",
            WHO,
            "Remote-User: ada",
            "X-Proxy-Secret: guessed",
            "X-Api-Token: the-token-of-the-tests");

    assertThat(answer.body()).contains("\"by\":\"token\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Origin: https://example.org", "Sec-Fetch-Site: cross-site"})
  void aPageOfAnotherSiteChangesNothingInItsUsersNames(String line) throws IOException {
    var headers = PreparedPeople.proxied("ada", "admins");
    var write = "DELETE /auth/tokens/0123456789abcdef HTTP/1.1";

    assertThat(ask(PreparedPeople.PROXY, write, headers[0], headers[1], headers[2]).status())
        .isEqualTo(404);
    assertThat(ask(PreparedPeople.PROXY, write, headers[0], headers[1], headers[2], line).status())
        .isEqualTo(403);
  }

  @Test
  void wrongTokensAreCountedByTheClientThatTheProxyTells() throws IOException {
    var wrong = "X-Api-Token: upsk_wrong";
    var statuses = new java.util.ArrayList<Integer>();
    for (int i = 0; i < 12; i++) {
      var address = "X-Forwarded-For: 198.51.100." + i + ", 203.0.113.77";
      statuses.add(ask(PreparedPeople.PROXY, "GET /status HTTP/1.1", wrong, address).status());
    }
    assertThat(statuses).startsWith(403).endsWith(429);

    var other = "X-Forwarded-For: 203.0.113.78";
    assertThat(ask(PreparedPeople.PROXY, "GET /status HTTP/1.1", wrong, other).status())
        .isEqualTo(403);
  }

  @Test
  void wrongTokensAreCountedByTheConnectionWhateverOthersTell() throws IOException {
    var statuses = new java.util.ArrayList<Integer>();
    for (int i = 0; i < 12; i++) {
      var address = "X-Forwarded-For: 198.51.100." + i;
      statuses.add(
          ask("127.0.0.30", "GET /status HTTP/1.1", "X-Api-Token: upsk_wrong", address).status());
    }

    assertThat(statuses).startsWith(403).endsWith(429);
  }

  @ParameterizedTest
  @CsvSource({
    "/health, 200",
    "/below/here/health, 200",
    "/below/here/health?x=1, 200",
    "/below/here, 200",
    "/below/here/, 200",
    "/below/here/below/here/health, 403",
    "/below/herehealth, 403",
    "/below/health, 403",
    "/below/here//health, 403",
    "/below/here/../health, 403"
  })
  void theBasePathIsCutOffOnce(String path, int status) throws IOException {
    assertThat(ask("127.0.0.1", "GET " + path + " HTTP/1.1").status()).isEqualTo(status);
  }

  @Test
  void bodiesAreTakenBelowTheBasePathToo() throws IOException {
    for (var length : new String[] {"Content-Length: 12", "Transfer-Encoding: chunked"}) {
      try (var http = new RawHttp(RestAssured.port)) {
        http.head(
            "POST /below/here/auth/tokens HTTP/1.1",
            HOST,
            "X-Api-Token: the-token-of-the-tests",
            "Content-Type: application/x-www-form-urlencoded",
            length);
        http.send(length.startsWith("C") ? "name=Kitchen" : "c\r\nname=Kitchen\r\n0\r\n\r\n");

        assertThat(http.answer().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void theCookiesPathIsTheBasePathWhereThatWasCut() throws IOException {
    var body = "{\"name\":\"family\",\"password\":\"battery staple\"}";
    try (var http = new RawHttp(RestAssured.port, "127.0.0.31")) {
      http.head(
          "POST /below/here/api/v1/session HTTP/1.1",
          HOST,
          "Content-Type: application/json",
          "Content-Length: " + body.length());

      assertThat(http.send(body).answer().header("set-cookie")).contains("; Path=/below/here; ");
    }
  }

  @Test
  void noAddressOfARequestIsInTheSetUpText() throws IOException {
    var headers = PreparedPeople.proxied("ada", "admins");
    var answer =
        ask(
            PreparedPeople.PROXY,
            "POST /below/here/Upscaler/install HTTP/1.1",
            headers[0],
            headers[1],
            headers[2],
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: films.example.org:8443",
            "X-Forwarded-Prefix: /apps");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("http://ADDRESS-OF-JELLYSCALE:5000/Upscaler/;")
        .doesNotContain("films.example.org", "127.0.0.1", "/apps");
  }

  @Test
  void hostsWithAnUnderscoreAreHosts() throws IOException {
    var body = "{\"name\":\"family\",\"password\":\"battery staple\"}";
    try (var http = new RawHttp(RestAssured.port, PreparedPeople.PROXY)) {
      http.head(
          "POST /api/v1/session HTTP/1.1",
          HOST,
          "X-Forwarded-Proto: https",
          "X-Forwarded-Host: media_box.lan",
          "Origin: https://media_box.lan",
          "Content-Type: application/json",
          "Content-Length: " + body.length());
      var answer = http.send(body).answer();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("set-cookie")).startsWith("__Host-jellyscale=").endsWith("; Secure");
    }
  }
}
