package dev.jellyscale.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for what no route can be. */
@QuarkusTest
class MalformedTargetTest {
  private static final String TOKEN = "X-Api-Token: the-token-of-the-tests";
  private static final String HOST = "Host: 127.0.0.1";

  private RawHttp.Answer ask(String... head) throws IOException {
    try (var http = new RawHttp(RestAssured.port)) {
      return http.head(head).answer();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS *", "CONNECT example.org:1", "GET status"})
  void whatIsNoPathIsToldInTheContractsForm(String line) throws IOException {
    var answer = ask(line + " HTTP/1.1", HOST, TOKEN);

    assertThat(answer.status()).isIn(400, 403, 404);
    assertThat(answer.body()).startsWith("{\"detail\":\"").endsWith("\"}");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.header("content-security-policy")).startsWith("default-src 'none'");
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
  }

  @Test
  void theAbsoluteFormIsTheSameRoute() throws IOException {
    assertThat(ask("GET http://127.0.0.1/status HTTP/1.1", HOST).status()).isEqualTo(403);
    assertThat(ask("GET http://127.0.0.1/status HTTP/1.1", HOST, TOKEN).status()).isEqualTo(200);
    assertThat(ask("GET http://x/health HTTP/1.1", HOST).status()).isEqualTo(200);
  }
}
