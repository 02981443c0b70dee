package dev.jellyscale.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.api.access.RawHttp.Answer;
import dev.jellyscale.api.access.limit.RateLimits;
import dev.jellyscale.api.jellyfin.SharedJellyfin;
import dev.jellyscale.jellyfin.FakeJellyfin;
import dev.jellyscale.jellyfin.FakeUser;
import dev.jellyscale.jellyfin.Misbehaviour;
import dev.jellyscale.jellyfin.call.Upstream;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the gate says to callers of the facade when all is well with Jellyfin, and when not. */
@QuarkusTest
@WithTestResource(PreparedTokens.class)
class FacadeGateTest {
  private static final String HOST = "Host: 127.0.0.1";
  private static final String NOTHING = "GET /Upscaler/nothing HTTP/1.1";
  private static final String QUEUE = "GET /Upscaler/queue HTTP/1.1";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Inject OpenRequests open;

  private final FakeJellyfin jellyfin = SharedJellyfin.get();

  @AfterEach
  void behave() {
    jellyfin.behaves();
  }

  private static Answer ask(String line, String... headers) throws IOException {
    try (var http = new RawHttp(RestAssured.port)) {
      return send(http, line, headers).answer();
    }
  }

  private static RawHttp send(RawHttp http, String line, String... headers) throws IOException {
    var head = new ArrayList<>(List.of(line, HOST));
    head.addAll(List.of(headers));
    return http.head(head.toArray(String[]::new));
  }

  private static String shows(String token) {
    return "Authorization: " + SharedJellyfin.header(token);
  }

  private String signedIn(String name) {
    return "Authorization: " + SharedJellyfin.signedIn(FakeUser.of(name));
  }

  /** Waits until Jellyfin has been asked. */
  private void awaitCalls(String route, long calls) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (jellyfin.calls(route) < calls) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void refusalsTellNobodyMoreThanTheyMust() throws IOException {
    var gone = jellyfin.world().add(FakeUser.admin("gate gone").disabledNow());
    var user = jellyfin.world().add(FakeUser.of("gate user"));
    var none = ask(QUEUE);
    var bodies =
        List.of(
            ask(QUEUE, shows("0".repeat(32))),
            ask(QUEUE, shows(gone.token())),
            ask(QUEUE, shows("")),
            ask(QUEUE, shows("not a token")),
            ask(QUEUE, "Authorization: Basic eDp5"),
            ask("GET /Upscaler/queue?api_key=" + user.token() + " HTTP/1.1"),
            ask(QUEUE, "X-Emby-Token: " + user.token()),
            ask(NOTHING),
            ask("PUT /Upscaler/queue HTTP/1.1"));

    assertThat(none.status()).isEqualTo(401);
    assertThat(none.header("www-authenticate")).isEqualTo("MediaBrowser");
    assertThat(none.header("content-type")).isEqualTo("application/problem+json");
    assertThat(none.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(bodies).allSatisfy(one -> assertThat(one.status()).isEqualTo(401));
    assertThat(bodies).extracting(Answer::body).containsOnly(none.body());

    var forbidden = ask(QUEUE, shows(user.token()));
    assertThat(forbidden.status()).isEqualTo(403);
    for (var body : List.of(none.body(), forbidden.body())) {
      assertThat(body)
          .doesNotContain(user.token(), user.id(), user.name(), jellyfin.url(), "127.0.0.1")
          .doesNotContainIgnoringCase("token", "expired", "disabled", "admin", "quota");
    }
  }

  @Test
  void theQueryCountsAndSoDoesAnApiKey() throws IOException {
    var user = jellyfin.world().add(FakeUser.of("gate query"));
    var key = jellyfin.world().addKey("gate-key").value();
    jellyfin.forget();

    assertThat(ask("GET /Upscaler/nothing?ApiKey=" + user.token() + " HTTP/1.1").status())
        .isEqualTo(404);
    for (int i = 0; i < 5; i++) {
      assertThat(ask("PUT /Upscaler/queue HTTP/1.1", shows(key)).status()).isEqualTo(405);
    }
    assertThat(jellyfin.calls("GET /Users/Me")).isEqualTo(2);
    assertThat(jellyfin.calls("GET /Auth/Keys")).isEqualTo(1);
  }

  @Test
  void tokensCountForNothingWhereTheyDoNotBelong() throws IOException {
    var admin = SharedJellyfin.signedIn(FakeUser.admin("gate admin"));
    var ours = "X-Api-Token: the-token-of-the-tests";

    assertThat(ask("GET /status HTTP/1.1", "Authorization: " + admin).status()).isEqualTo(403);
    assertThat(ask("GET /api/v1/queue HTTP/1.1", "Authorization: " + admin).status())
        .isEqualTo(401);
    assertThat(ask(QUEUE, ours).status()).isEqualTo(401);
    assertThat(ask(NOTHING, ours, "Authorization: " + admin).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR", "BROKEN", "HTML", "REDIRECT"})
  void whereJellyfinCannotBeAskedNobodyIsLetIn(Misbehaviour how) throws IOException {
    var known = signedIn("gate known " + how);
    var fresh = signedIn("gate fresh " + how);
    assertThat(ask(NOTHING, known).status()).isEqualTo(404);
    jellyfin.misbehaves(how);

    var answer = ask(QUEUE, fresh);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(Integer.parseInt(answer.header("retry-after"))).isBetween(1, 5);
    assertThat(answer.body()).doesNotContain(jellyfin.url(), "127.0.0.1", "JELLYSCALE");
    assertThat(ask(NOTHING, known).status()).as("for the rest of his 15 s").isEqualTo(404);

    jellyfin.behaves();
    assertThat(ask(NOTHING, fresh).status()).as("as soon as it can be asked").isEqualTo(404);
  }

  @Test
  void aJellyfinThatIsDownIsSparedForAWhileAndNobodyIsLetInMeanwhile() throws IOException {
    assertThat(ask(NOTHING, signedIn("gate before")).status()).isEqualTo(404);
    jellyfin.misbehaves(Misbehaviour.GONE);
    for (int i = 0; i < Upstream.Terms.USUAL.failures(); i++) {
      assertThat(ask(QUEUE, signedIn("gate down " + i)).status()).isEqualTo(503);
    }
    jellyfin.behaves();
    jellyfin.forget();
    var fresh = signedIn("gate spared");

    var answer = ask(QUEUE, fresh);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(Integer.parseInt(answer.header("retry-after"))).isBetween(1, 5);
    assertThat(jellyfin.calls("GET /Users/Me")).isZero();
    var later = answer;
    for (long end = System.nanoTime() + PATIENCE.toNanos(); later.status() == 503; ) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      later = ask(NOTHING, fresh);
    }
    assertThat(later.status()).isEqualTo(404);
    assertThat(jellyfin.calls("GET /Users/Me")).isEqualTo(1);
  }

  @Test
  void whoHangsUpInTheGateLeavesNothingBehind() throws Exception {
    jellyfin.forget();
    jellyfin.misbehaves(Misbehaviour.SILENT);
    for (int i = 0; i < 3; i++) {
      try (var http = new RawHttp(RestAssured.port)) {
        send(http, NOTHING, signedIn("gate hanging up " + i));
        awaitCalls("GET /Users/Me", i + 1);
      }
    }
    assertThat(open.await(Duration.ZERO)).isPositive();
    jellyfin.behaves();

    assertThat(open.await(PATIENCE)).isZero();
    assertThat(ask(NOTHING, signedIn("gate afterwards")).status()).isEqualTo(404);
  }

  @Test
  void aBodyWaitsOutsideWhileJellyfinIsAsked() throws Exception {
    var user = "Authorization: " + SharedJellyfin.signedIn(FakeUser.admin("gate body"));
    jellyfin.forget();
    jellyfin.misbehaves(Misbehaviour.SILENT);
    try (var http = new RawHttp(RestAssured.port)) {
      send(http, "POST /Upscaler/tokens HTTP/1.1", user, "Transfer-Encoding: chunked");
      http.send("10000\r\n" + "a".repeat(0x10000) + "\r\n");
      awaitCalls("GET /Users/Me", 1);
      jellyfin.behaves();
      // The node was answered with nothing, and says so; then it is asked again.
      assertThat(http.answer().status()).isEqualTo(503);
    }
    try (var http = new RawHttp(RestAssured.port)) {
      send(http, "POST /Upscaler/settings/import HTTP/1.1", user, "Transfer-Encoding: chunked");
      for (int i = 0; i < 17; i++) {
        http.send("1000\r\n" + "a".repeat(0x1000) + "\r\n");
      }
      assertThat(http.answer().status()).as("counted after the wait").isEqualTo(413);
    }
  }

  @Test
  void aBodyWithoutALengthIsWholeAfterTheWait() throws Exception {
    var user = "Authorization: " + SharedJellyfin.signedIn(FakeUser.admin("gate whole body"));
    try (var http = new RawHttp(RestAssured.port)) {
      send(
          http,
          "POST /Upscaler/settings/import HTTP/1.1",
          user,
          "Content-Type: application/json",
          "Transfer-Encoding: chunked");
      http.send("c\r\n{\"settings\":\r\n").send("2\r\n1}\r\n0\r\n\r\n");

      var answer = http.answer();

      assertThat(answer.body()).contains("The body has no object 'settings'");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(send(http, NOTHING).answer().status()).isEqualTo(401);
    }
  }

  @Test
  void aConnectionTakesOneRequestAfterTheOther() throws IOException {
    try (var http = new RawHttp(RestAssured.port)) {
      for (int i = 0; i < 4; i++) {
        var answer = send(http, NOTHING, signedIn("gate in a row " + i / 2)).answer();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(send(http, NOTHING).answer().status()).isEqualTo(401);
      }
    }
  }

  @Test
  void whoeverGuessesIsSlowedDownAndWhoIsKnownIsNot() throws IOException {
    var known = signedIn("gate known to all");
    assertThat(askFromAfar(known).status()).isEqualTo(404);
    jellyfin.forget();
    var answer = askFromAfar(shows("guess"));
    for (int i = 0; i < RateLimits.WRONG_TOKENS + 5 && answer.status() == 401; i++) {
      answer = askFromAfar(shows("guess-" + i));
    }

    assertThat(answer.status()).isEqualTo(429);
    assertThat(Integer.parseInt(answer.header("retry-after"))).isBetween(1, 60);
    assertThat(jellyfin.calls("GET /Users/Me")).isLessThanOrEqualTo(RateLimits.WRONG_TOKENS + 2);
    assertThat(askFromAfar(known).status()).isEqualTo(404);
    assertThat(ask(NOTHING, signedIn("gate elsewhere")).status()).isEqualTo(404);
  }

  /** From an address that no other test calls from. */
  private static Answer askFromAfar(String header) throws IOException {
    try (var http = new RawHttp(RestAssured.port, "127.0.0.9")) {
      return send(http, NOTHING, header).answer();
    }
  }
}
