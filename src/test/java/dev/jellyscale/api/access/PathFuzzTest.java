package dev.jellyscale.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whether anything slips past the gate because the framework reads a path differently. */
@QuarkusTest
class PathFuzzTest {
  private static final int ROUNDS = 400;
  private static final List<String> PIECES =
      List.of(
          "/",
          "/",
          "auth",
          "tokens",
          "health",
          "status",
          ".",
          "..",
          "%2f",
          "%2e",
          ";a=b",
          "\\",
          "%5c",
          "?",
          "%00",
          "AUTH",
          "Tokens",
          "//",
          "%61uth",
          "%2e%2e",
          "*",
          "q",
          ":",
          "@",
          "%",
          "http://127.0.0.1/",
          "\t",
          "ü");
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get", "X");

  @Test
  void withoutATokenNothingButThePublicPathsAnswers() throws IOException {
    var random = new Random(29);
    for (int i = 0; i < ROUNDS; i++) {
      var path = new StringBuilder(random.nextInt(8) == 0 ? "" : "/");
      for (int j = random.nextInt(6); j > 0; j--) {
        path.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      var method = METHODS.get(random.nextInt(METHODS.size()));
      int status = ask(method, path.toString());

      boolean open = method.equals("GET") && path.toString().matches("(/|/health)(\\?.*)?");
      assertThat(status)
          .as(method + " " + path)
          .matches(told -> open || (told >= 400 && told < 500));
    }
  }

  private static int ask(String method, String path) throws IOException {
    try (var http = new RawHttp(RestAssured.port)) {
      http.head(method + " " + path + " HTTP/1.1", "Host: 127.0.0.1", "Connection: close");
      return http.status();
    }
  }
}
