package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A packaged node whose renderer dies of every picture, until it dies no more. */
class FailingRendererTest {
  private static final String TOKEN = "a-token-for-tests-of-failing-renderers";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private static JsonNode breaker(Caller caller) throws IOException {
    var health = caller.get("/health/detailed");
    assertThat(health.status()).isEqualTo(200);
    return health.json().get("circuit_breaker");
  }

  /** Kills the renderer while it makes a picture; what the caller of that picture hears. */
  private static Caller.Reply killed(RunningNode node, Caller caller) throws Exception {
    var renderers = new Renderers(node);
    try (var callers = Executors.newVirtualThreadPerTaskExecutor();
        var halt = renderers.halt()) {
      var reply =
          callers.submit(() -> caller.file("/upscale", TestPictures.picture("png", 16, 16)));
      var deadline = Instant.now().plus(PATIENCE);
      while (caller.get("/status").json().get("processing_count").asInt() == 0) {
        assertThat(Instant.now()).isBefore(deadline);
      }
      Renderers.kill(halt.pid());
      return reply.get();
    }
  }

  private static void revive(Caller caller) throws IOException {
    // Has a renderer started, and a model opened in it.
    assertThat(caller.get("/benchmark-frame?width=64&height=64").status()).isIn(200, 503);
  }

  @Test
  void theBreakerOpensForFaultsOfTheEngineAndClosesAgain() throws Exception {
    var settings =
        Map.of(
            "API_TOKEN",
            TOKEN,
            "DEFAULT_MODEL",
            "bicubic-x2",
            "JELLYSCALE_BREAKER_FAULTS",
            "2",
            "JELLYSCALE_BREAKER_REST",
            "PT8S");
    try (var node = RunningNode.start(folder, settings)) {
      var caller = new Caller(node.service(), TOKEN);
      var good = TestPictures.picture("png", 16, 16);
      assertThat(caller.file("/upscale", good).status()).isEqualTo(200);

      for (int i = 0; i < 5; i++) {
        assertThat(caller.raw("/upscale-frame", TestPictures.truncated()).status()).isEqualTo(400);
        assertThat(caller.file("/upscale", TestPictures.animated()).status()).isEqualTo(413);
      }
      assertThat(breaker(caller).get("consecutive_failures").asInt()).isZero();

      var first = killed(node, caller);
      assertThat(first.status()).as(first.text()).isEqualTo(500);
      assertThat(first.json().get("detail").asText()).isNotEmpty();
      assertThat(breaker(caller).get("open").asBoolean()).isFalse();
      revive(caller);
      var second = killed(node, caller);
      assertThat(second.status()).as(second.text()).isEqualTo(500);

      assertThat(breaker(caller).get("open").asBoolean()).isTrue();
      assertThat(caller.get("/metrics").text()).contains("upscaler_circuit_open 1");
      for (var path : new String[] {"/upscale", "/upscale-hdr"}) {
        var picture = path.equals("/upscale") ? good : TestPictures.deep(16, 16, 9);
        assertRefused(caller.file(path, picture));
      }
      assertRefused(caller.raw("/upscale-frame", good));
      assertThat(caller.get("/health").text()).isEqualTo("{\"status\":\"healthy\"}");

      awaitTrial(caller);
      assertThat(caller.file("/upscale", good).status()).isEqualTo(200);
      assertThat(breaker(caller).get("open").asBoolean()).isFalse();
      assertThat(breaker(caller).get("consecutive_failures").asInt()).isZero();
      assertThat(caller.get("/metrics").text()).contains("upscaler_circuit_open 0");
    }
  }

  private static void assertRefused(Caller.Reply reply) throws IOException {
    assertThat(reply.status()).as(reply.text()).isEqualTo(503);
    assertThat(Integer.parseInt(reply.header("retry-after"))).isBetween(1, 8);
    assertThat(reply.json().get("detail").asText()).contains("failed");
  }

  private static void awaitTrial(Caller caller) throws IOException {
    var deadline = Instant.now().plus(PATIENCE);
    while (!breaker(caller).get("half_open").asBoolean()) {
      assertThat(Instant.now()).isBefore(deadline);
    }
  }
}
