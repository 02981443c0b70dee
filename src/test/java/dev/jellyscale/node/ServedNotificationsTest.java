package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.jobs.notify.send.Receiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets of notifications at a packaged node. */
class ServedNotificationsTest {
  private static final String TARGETS = "/api/v1/notifications";
  private static final String FILMS = TARGETS + "/films";
  private static final String KEY = "a-signing-key-of-tests-0123";
  private static final Map<String, String> LISTED =
      Map.of("JELLYSCALE_WEBHOOK_PRIVATE", "localhost");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private static Caller.Reply put(JobNodes node, String name, String json) throws IOException {
    return node.caller()
        .send(
            "PUT",
            TARGETS + "/" + name,
            "Content-Type: application/json\r\n",
            json.getBytes(StandardCharsets.UTF_8));
  }

  private static Caller.Reply post(JobNodes node, String path) throws IOException {
    return node.caller().send("POST", path, "", new byte[0]);
  }

  private static String webhook(Receiver receiver) {
    return """
    {"kind": "webhook", "url": "%s", "secret": "%s", "events": ["job.cancelled", "queue.paused"]}
    """
        .formatted(receiver.url("localhost", "/hidden-path"), KEY);
  }

  private interface Question {
    boolean ask() throws IOException;
  }

  private static void await(Question question) throws IOException {
    var deadline = Instant.now().plus(PATIENCE);
    while (!question.ask()) {
      assertThat(Instant.now()).isBefore(deadline);
      LockSupport.parkNanos(50_000_000);
    }
  }

  @Test
  void aTargetIsMadeTriedToldOfJobsAndOutlivesItsNode() throws Exception {
    try (var receiver = Receiver.http()) {
      String answers;
      try (var node = JobNodes.start(folder, LISTED)) {
        var made = put(node, "films", webhook(receiver));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var again =
            put(
                node,
                "films",
                "{\"kind\": \"webhook\", \"events\": [\"job.cancelled\", \"queue.paused\"]}");
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        var tried = post(node, FILMS + "/test");
        assertThat(tried.json().path("state").asText()).as(tried.text()).isEqualTo("delivered");
        assertThat(tried.json().path("status").asInt()).isEqualTo(200);

        post(node, "/api/v1/queue/pause");
        var job = node.asked("a.mkv", "");
        node.command(job, "cancel");
        await(() -> receiver.received().size() == 3);
        assertThat(receiver.received().getLast().text()).contains(job).contains("job.cancelled");
        var deliveries = node.caller().get(FILMS + "/deliveries?limit=1");
        assertThat(deliveries.json().path("items").findValuesAsText("event"))
            .containsExactly("job.cancelled");
        answers =
            made.text()
                + again.text()
                + tried.text()
                + deliveries.text()
                + node.caller().get(TARGETS).text()
                + node.caller().get(FILMS).text()
                + node.node().log()
                + String.join("\n", node.node().said());
        node.node().kill();
      }
      assertThat(answers)
          .contains("http://localhost:")
          .doesNotContain("hidden-path")
          .doesNotContain(KEY);

      try (var node = JobNodes.start(folder, LISTED)) {
        assertThat(post(node, FILMS + "/test").json().path("state").asText())
            .isEqualTo("delivered");
        assertThat(node.caller().delete(FILMS).status()).isEqualTo(204);
        assertThat(node.caller().get(FILMS).status()).isEqualTo(404);
        assertThat(node.node().faults()).isEmpty();
      }
    }
  }

  @Test
  void whatIsWrongIsToldWithoutShowingSecretsAndOnlyAdminsAreLetIn() throws Exception {
    try (var node = JobNodes.start(folder, Map.of())) {
      assertThat(field(put(node, "films", "{\"url\": \"https://example.com/\"}")))
          .isEqualTo("kind");
      assertThat(
              field(
                  put(node, "films", "{\"kind\": \"webhook\", \"uri\": \"https://example.com/\"}")))
          .isEqualTo("uri");
      assertThat(
              field(
                  put(
                      node,
                      "films",
                      "{\"kind\": \"webhook\", \"url\": \"ftp://example.com/s3cret\"}")))
          .isEqualTo("url");
      assertThat(field(put(node, "films", "{\"kind\": \"webhook\", \"events\": [\"job.done\"]}")))
          .isEqualTo("events");
      assertThat(field(put(node, "films", "{\"kind\": \"webhook\", \"overlap\": \"a day\"}")))
          .isEqualTo("overlap");
      assertThat(field(put(node, "Films", "{\"kind\": \"webhook\"}"))).isEqualTo("name");
      var here =
          put(
              node,
              "films",
              "{\"kind\": \"webhook\", \"url\": \"http://127.0.0.1:9000/q/s3cret\", \"secret\": \""
                  + KEY
                  + "\"}");
      assertThat(here.status()).isBetween(400, 422);
      assertThat(here.text()).contains("loopback").doesNotContain("s3cret").doesNotContain(KEY);
      var name =
          put(
              node,
              "films",
              "{\"kind\": \"webhook\", \"url\": \"http://localhost:9000/q/s3cret\", \"secret\": \""
                  + KEY
                  + "\"}");
      assertThat(name.status()).as(name.text()).isEqualTo(201);
      var refused = post(node, FILMS + "/test").json();
      assertThat(refused.path("state").asText()).isEqualTo("given_up");
      assertThat(refused.path("problem").asText())
          .contains("is not reached, for its address is loopback");

      var token = node.caller().encoded("/auth/tokens", "name=plugin&scopes=jobs");
      assertThat(token.status()).as(token.text()).isLessThan(300);
      var jobsOnly = new Caller(node.node().service(), token.json().path("token").asText());
      assertThat(jobsOnly.get("/api/v1/queue").status()).isEqualTo(200);
      assertThat(jobsOnly.get(TARGETS).status()).isEqualTo(403);
      assertThat(new Caller(node.node().service(), "nobody").get(TARGETS).status()).isIn(401, 403);
    }
  }

  private static String field(Caller.Reply reply) throws IOException {
    assertThat(reply.status()).as(reply.text()).isEqualTo(422);
    assertThat(reply.text()).doesNotContain("s3cret");
    JsonNode error = reply.json().path("errors").path(0);
    return error.path("field").asText();
  }

  @Test
  void aKeyFileWithoutAKeyRefusesTheStart() throws Exception {
    var file = Files.writeString(folder.resolve("key"), "not a key");

    var said = RunningNode.refused(folder, Map.of("JELLYSCALE_KEY_FILE", file.toString()));

    assertThat(said.code()).isNotZero();
    assertThat(said.err() + said.out())
        .contains("The key file of JELLYSCALE_KEY_FILE is no line with 32 bytes in base64")
        .doesNotContain("not a key");
  }
}
