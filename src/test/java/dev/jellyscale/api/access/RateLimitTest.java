package dev.jellyscale.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.api.access.limit.RateLimits;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What may be done only so often, at a node of its own that no other test's calls slow down. */
@QuarkusTest
@WithTestResource(PreparedTokens.class)
class RateLimitTest {

  private static RawHttp.Answer ask(String line, String token) throws IOException {
    try (var http = new RawHttp(RestAssured.port)) {
      return http.head(
              line + " HTTP/1.1", "Host: 127.0.0.1", "X-Api-Token: " + token, "Content-Length: 0")
          .answer();
    }
  }

  private static String token(String name) {
    return ConfigProvider.getConfig().getValue(PreparedTokens.PREFIX + name, String.class);
  }

  @Test
  void whoeverGuessesIsSlowedDownAndNobodyElseIs() throws IOException {
    var answer = ask("GET /status", "wrong");
    for (int i = 0; i < RateLimits.WRONG_TOKENS + 5 && answer.status() == 403; i++) {
      answer = ask("GET /status", "wrong" + i);
    }

    assertThat(answer.status()).isEqualTo(429);
    assertThat(Integer.parseInt(answer.header("retry-after"))).isBetween(1, 60);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"Too many wrong tokens\"}");
    assertThat(ask("POST /upscale", "wrong").status()).isEqualTo(403);
    assertThat(ask("GET /auth/tokens", token("admin")).status()).isEqualTo(200);
  }

  @Test
  void downloadsBeginOnlySoOften() throws IOException {
    var models = token("models");
    for (int i = 0; i < RateLimits.DOWNLOADS_BEGUN; i++) {
      assertThat(ask("POST /models/download", models).status()).isNotEqualTo(429);
    }

    var refused = ask("POST /models/download-async", models);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 600);
    assertThat(ask("POST /models/download", token("admin")).status()).isNotEqualTo(429);
  }
}
