package dev.jellyscale.api.service.unavailable;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class UnavailableRoutesTest {

  private static RequestSpecification asAdmin() {
    return given().header("X-Api-Token", "the-token-of-the-tests");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/face-restore/load",
        "/face-restore/unload",
        "/face-restore/frame",
        "/enhance-faces",
        "/models/upload-face-enhance",
        "/interpolate-frames",
        "/models/load-detector",
        "/detect-mask",
        "/models/convert-upload",
        "/models/convert-from-catalog",
        "/connections/register",
        "/upscale-stream",
        "/quality-metrics",
        "/process-grain"
      })
  void saysThatItIsNotThere(String path) {
    asAdmin()
        .contentType("application/x-www-form-urlencoded")
        .body("model_name=gfpgan-v1.4")
        .post(path)
        .then()
        .statusCode(501)
        .contentType(startsWith("application/json"))
        .body("detail", not(equalTo("")));
  }

  @Test
  void hasNoFiguresOfAStreamThatThereIsNot() {
    asAdmin()
        .get("/realtime-stats")
        .then()
        .statusCode(501)
        .body("detail", startsWith("There is no"));
  }

  @Test
  void faceRestorationIsUnavailableInTheContractsShape() {
    asAdmin()
        .get("/face-restore/status")
        .then()
        .statusCode(200)
        .body("face_restore_available", equalTo(false))
        .body("model_loaded", equalTo(false))
        .body("current_model", equalTo(null))
        .body("models", empty());
  }

  @Test
  void interpolationIsUnavailableInTheContractsShape() {
    asAdmin()
        .get("/interpolation/status")
        .then()
        .statusCode(200)
        .body("interpolation_available", equalTo(false))
        .body("models", empty());
  }

  @Test
  void noPluginIsKnown() {
    asAdmin()
        .get("/connections")
        .then()
        .statusCode(200)
        .body("connections", empty())
        .body("total", equalTo(0));
  }

  @Test
  void answersBeforeTheBodyAndHangsUp() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
      socket
          .getOutputStream()
          .write(
              """
              POST /face-restore/frame HTTP/1.1
              Host: node
              X-Api-Token: the-token-of-the-tests
              Content-Type: image/jpeg
              Content-Length: 1000000

              """
                  .replace("\n", "\r\n")
                  .getBytes(StandardCharsets.US_ASCII));

      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 501 ").contains("does not restore faces");
    }
  }
}
