package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of jobs at a packaged node. Its queue stands still but where a test lets it go on. */
class JobRoutesTest {
  private static final String UNKNOWN = "01a2008a-7bc2-753c-a57d-c6874bc18d6b";

  @TempDir static Path folder;
  private static JobNodes node;

  @BeforeAll
  static void start() throws IOException {
    node = JobNodes.start(folder, Map.of("JELLYSCALE_TRUSTED_PROXIES", "127.0.0.1"));
    assertThat(queue("pause").path("paused").asBoolean()).isTrue();
    Files.createSymbolicLink(folder.resolve("media/films/out.mkv"), Path.of("/etc/hostname"));
    Files.createDirectory(folder.resolve("media/films/folder.mkv"));
    Files.writeString(folder.resolve("out/taken.mkv"), "mine");
  }

  @AfterAll
  static void end() {
    node.close();
  }

  private static JsonNode queue(String verb) throws IOException {
    return node.caller().send("POST", "/api/v1/queue/" + verb, "", new byte[0]).json();
  }

  private static JsonNode problem(Caller.Reply reply, int status) throws IOException {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
    var problem = reply.json();
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("type").asText()).startsWith("urn:jellyscale:problem:");
    assertThat(reply.text()).doesNotContain(folder.toString());
    return problem;
  }

  @Test
  void aJobIsTakenAndToldByTheNamesOfItsRoots() throws IOException {
    var reply =
        node.ask(
            """
            {"source": "media:films/a.mkv", "scale": 3, "crf": 20, "priority": 8}
            """,
            "");

    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    var job = reply.json();
    assertThat(reply.header("location")).isEqualTo("/api/v1/jobs/" + job.path("id").asText());
    assertThat(job.path("state").asText()).isEqualTo("queued");
    assertThat(job.path("priority").asInt()).isEqualTo(8);
    assertThat(job.path("recipe").toString())
        .isEqualTo(
            "{\"source\":\"media:films/a.mkv\",\"output\":\"output:films/a.3x.mkv\","
                + "\"model\":\"swift-x2\",\"scale\":3,\"crf\":20}");
    assertThat(reply.text()).doesNotContain(folder.toString());
    assertThat(node.caller().get(reply.header("location")).json().path("id"))
        .isEqualTo(job.path("id"));
  }

  @Test
  void aJobIsNamedByThePathThatATrustedProxyHasCutOff() throws IOException {
    var reply = node.ask(JobNodes.body("prefixed.mkv", ""), "X-Forwarded-Prefix: /apps/j\r\n");

    assertThat(reply.header("location"))
        .isEqualTo("/apps/j/api/v1/jobs/" + reply.json().path("id").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "source | \"media:../secret.mkv\" | '..'",
        "source | \"/etc/passwd\" | no root",
        "source | \"films/a.mkv\" | no root",
        "source | \"tv:a.mkv\" | There is no root 'tv' but media, output",
        "source | 7 | string",
        "output | \"media:b.mkv\" | output",
        "output | \"output:../b.mkv\" | '..'",
        "output | \"output:b.avi\" | .mkv",
        "output | \"output:\\u202evkm.b.mkv\" | U+202E",
        "model | \"no-such\" | model",
        "model | \"../x\" | model",
        "scale | 5 | 2, 3 or 4",
        "scale | 2.5 | whole number",
        "scale | \"2\" | whole number",
        "to | \"1081p\" | 1080p",
        "encoder | \"libx264\" | x264",
        "preset | \"quick\" | ultrafast",
        "crf | 99 | 0 to 51",
        "provider | \"gpu\" | cuda",
        "priority | 0 | 1 and 10",
        "priority | 11 | 1 and 10",
        "window | \"nights\" | no window",
        "framesPerSegment | 0 | 1 frame",
        "frames_per_segment | 5 | no such member",
        "Source | \"media:films/a.mkv\" | no such member",
      })
  void whatIsWrongIsNamedByItsField(String field, String value, String words) throws IOException {
    var source = field.equals("source") ? "" : "\"source\":\"media:films/a.mkv\",";

    var reply = node.ask("{%s\"%s\":%s}".formatted(source, field, value), "");

    var error = problem(reply, 422).path("errors").path(0);
    assertThat(error.path("field").asText()).isEqualTo(field);
    assertThat(error.path("in").asText()).isEqualTo("body");
    assertThat(error.path("detail").asText()).containsIgnoringCase(words);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() throws IOException {
    var reply = node.ask("{\"scale\": 9, \"to\": \"1080p\", \"priority\": 99}", "");

    assertThat(problem(reply, 422).path("errors").findValuesAsText("field"))
        .containsExactly("source", "scale", "to", "priority");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none.mkv", "out.mkv", "folder.mkv", "a.mkv/b"})
  void whatIsNotThereAndWhatMayNotBeReadIsAnsweredAlike(String name) throws IOException {
    var reply = node.ask("{\"source\": \"media:films/" + name + "\"}", "");

    assertThat(problem(reply, 422).path("detail").asText())
        .isEqualTo("source: There is no file media:films/" + name + " that this node may read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "7", "{", "{} {}", "{\"scale\":2,\"scale\":3}", "{'a':1}"})
  void whatIsNoObjectIsRefused(String body) throws IOException {
    assertThat(problem(node.ask(body, ""), 400).path("detail").asText())
        .matches("The body is no JSON( object|, or has a member twice: line 1, column \\d+)");
  }

  @Test
  void bodiesAreJsonAndBounded() throws IOException {
    problem(node.caller().encoded("/api/v1/jobs", "source=media:films/a.mkv"), 415);
    problem(node.ask("{\"source\": \"" + "x".repeat(70_000) + "\"}", ""), 413);
    problem(node.ask("{\"source\": \"a\", \"x\": " + "[".repeat(20_000), ""), 400);
    problem(node.ask("[".repeat(20_000), ""), 400);
  }

  @Test
  void whatStandsAtTheOutputIsNoPlaceForAnother() throws IOException {
    assertThat(problem(node.ask(JobNodes.body("taken.mkv", ""), ""), 409).path("detail").asText())
        .isEqualTo("A file stands at output:taken.mkv already");
    node.asked("twice.mkv", "");
    assertThat(problem(node.ask(JobNodes.body("twice.mkv", ""), ""), 409).path("detail").asText())
        .isEqualTo("An unfinished job writes to 'output:twice.mkv' already");
  }

  @Test
  void eightRequestsAtOnceWithOneKeyMakeOneJob() throws Exception {
    Callable<Caller.Reply> ask =
        () -> node.ask(JobNodes.body("keyed.mkv", ""), "Idempotency-Key: once\r\n");
    var ids = new HashSet<String>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var answer : threads.invokeAll(Collections.nCopies(8, ask))) {
        assertThat(answer.get().status()).as(answer.get().text()).isEqualTo(202);
        ids.add(answer.get().json().path("id").asText());
      }
    }

    assertThat(ids).hasSize(1);
    var other = node.ask(JobNodes.body("other.mkv", ""), "Idempotency-Key: once\r\n");
    assertThat(problem(other, 409).path("detail").asText())
        .isEqualTo(
            "Something else was asked for with this idempotency key: job " + ids.iterator().next());
    var reordered =
        "{\"preset\":\"ultrafast\",\"encoder\":\"x264\",\"model\":\"bicubic-x2\","
            + "\"output\":\"output:keyed.mkv\",\"source\":\"media:films/a.mkv\"}";
    assertThat(node.ask(reordered, "Idempotency-Key: once\r\n").json().path("id").asText())
        .isEqualTo(ids.iterator().next());
    var longKey = "Idempotency-Key: " + "k".repeat(256) + "\r\n";
    assertThat(problem(node.ask(JobNodes.body("k.mkv", ""), longKey), 422).toString())
        .contains("\"in\":\"header\"", "\"field\":\"Idempotency-Key\"");
  }

  @Test
  void pagesHoldStillWhileJobsAreAdded() throws IOException {
    var asked = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      asked.add(node.asked("page-" + i + ".mkv", ""));
    }
    var seen = new ArrayList<String>();
    var path = "/api/v1/jobs?state=queued&limit=2";
    for (var next = path; !next.isEmpty(); ) {
      var page = node.caller().get(next).json();
      page.path("items").forEach(job -> seen.add(job.path("id").asText()));
      node.asked("later-" + seen.size() + ".mkv", "");
      next = page.has("next") ? path + "&cursor=" + page.path("next").asText() : "";
    }

    assertThat(seen).doesNotHaveDuplicates().containsAll(asked);
    assertThat(seen).isSortedAccordingTo(Collections.reverseOrder());
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,limit",
    "limit=201,limit",
    "limit=x,limit",
    "state=done,state",
    "cursor=x,cursor",
    "cursor=am9iczoxMjM,cursor"
  })
  void aListIsAskedForProperly(String query, String field) throws IOException {
    assertThat(
            problem(node.caller().get("/api/v1/jobs?" + query), 422)
                .path("errors")
                .path(0)
                .path("field")
                .asText())
        .isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,?State=queued,State",
    "GET,?limit=1&limit=2,limit",
    "GET,?state=queued&sort=age,sort",
    "POST,?priority=9,priority",
    "GET,/events?limit=5,limit",
  })
  void whatNobodyAsksForInAQueryIsRefused(String method, String rest, String name)
      throws IOException {
    var reply =
        node.caller()
            .send(method, "/api/v1/jobs" + rest, "Content-Type: application/json\r\n", new byte[0]);

    var error = problem(reply, 422).path("errors").path(0);
    assertThat(error.path("in").asText()).isEqualTo("query");
    assertThat(error.path("field").asText()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Idempotency-Key:\r\n", "Idempotency-Key: a\r\nIdempotency-Key: b\r\n"})
  void anIdempotencyKeyIsThereOnceOrNotAtAll(String headers) throws IOException {
    assertThat(problem(node.ask(JobNodes.body("keyless.mkv", ""), headers), 422).toString())
        .contains("\"in\":\"header\"", "\"field\":\"Idempotency-Key\"");
  }

  @Test
  void commandsMayComeTwiceAndIllegalOnesNameTheState() throws IOException {
    var id = node.asked("steered.mkv", "");

    for (var verb : List.of("pause", "pause", "resume", "resume", "cancel", "cancel")) {
      assertThat(node.command(id, verb).status()).as(verb).isEqualTo(200);
    }
    assertThat(node.state(id)).isEqualTo("cancelled");
    for (var verb : List.of("pause", "resume", "again")) {
      assertThat(problem(node.command(id, verb), 409).path("detail").asText())
          .contains("is cancelled and cannot");
    }
    assertThat(problem(change(id, "{\"priority\": 3}"), 409).path("detail").asText())
        .isEqualTo("The job is cancelled and cannot get another priority");
    assertThat(node.caller().delete("/api/v1/jobs/" + id).status()).isEqualTo(204);
    problem(node.caller().get("/api/v1/jobs/" + id), 404);
    problem(node.caller().delete("/api/v1/jobs/" + id), 404);
  }

  private static Caller.Reply change(String id, String body) throws IOException {
    return node.caller()
        .send(
            "PATCH",
            "/api/v1/jobs/" + id,
            "Content-Type: application/json\r\n",
            body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void thePriorityOfAnUnfinishedJobChanges() throws IOException {
    var id = node.asked("urgent.mkv", "");

    assertThat(change(id, "{\"priority\": 10}").json().path("priority").asInt()).isEqualTo(10);
    problem(change(id, "{\"priority\": 11}"), 422);
    problem(change(id, "{\"state\": \"paused\"}"), 422);
    assertThat(problem(node.caller().delete("/api/v1/jobs/" + id), 409).path("detail").asText())
        .isEqualTo("The job is queued and cannot be deleted; cancel it first");
    var history = node.caller().get("/api/v1/jobs/" + id + "/history?limit=1").json();
    assertThat(history.path("items").path(0).path("to").asText()).isEqualTo("queued");
    var next = "?cursor=" + history.path("next").asText();
    assertThat(node.caller().get("/api/v1/jobs/" + id + "/history" + next).text())
        .contains("priority 10 instead of 5", "\"by\":\"bootstrap\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {UNKNOWN, "x", "01A2008A-7BC2-753C-A57D-C6874BC18D6B"})
  void whatIsNoJobIsNotFound(String id) throws IOException {
    for (var part : List.of("", "/segments", "/history", "/events")) {
      problem(node.caller().get("/api/v1/jobs/" + id + part), 404);
    }
    problem(node.command(id, "pause"), 404);
  }

  @Test
  void theQueueTellsWhoStoppedItAndWhy() throws IOException {
    node.caller().json("/api/v1/queue/resume", "{\"why\": \"for a moment\"}");
    var queue = node.caller().json("/api/v1/queue/pause", "{\"why\": \"film night\"}").json();

    assertThat(queue.path("paused").asBoolean()).isTrue();
    assertThat(queue.path("why").asText()).isEqualTo("film night");
    assertThat(queue.path("by").asText()).isEqualTo("bootstrap");
    problem(node.caller().json("/api/v1/queue/pause", "{\"because\": \"x\"}"), 422);
  }

  @Test
  void aModelsLimitIsSetAndTakenBack() throws IOException {
    var path = "/api/v1/queue/limits/";
    assertThat(limit("bicubic-x2", "{\"segments\": 2}").json().at("/limits/bicubic-x2").asInt())
        .isEqualTo(2);
    problem(limit("bicubic-x2", "{\"segments\": 0}"), 422);
    problem(limit("bicubic-x2", "{}"), 422);
    problem(limit("no-such", "{\"segments\": 2}"), 404);
    assertThat(node.caller().delete(path + "bicubic-x2").status()).isEqualTo(204);
    problem(node.caller().delete(path + "bicubic-x2"), 404);
    assertThat(node.caller().get("/api/v1/queue").json().path("limits")).isEmpty();
  }

  private static Caller.Reply limit(String model, String body) throws IOException {
    return node.caller()
        .send(
            "PUT",
            "/api/v1/queue/limits/" + model,
            "Content-Type: application/json\r\n",
            body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void nodesAreListedWithWhatTheyAreAt() throws IOException {
    // A node works as soon as its renderer has shown that it does.
    var deadline = Instant.now().plusSeconds(60);
    var nodes = node.caller().get("/api/v1/nodes").json().path("items");
    while (nodes.isEmpty()) {
      assertThat(Instant.now()).isBefore(deadline);
      nodes = node.caller().get("/api/v1/nodes").json().path("items");
    }

    assertThat(nodes).hasSize(1);
    assertThat(nodes.path(0).path("alive").asBoolean()).isTrue();
    assertThat(nodes.path(0).path("slots").asInt()).isEqualTo(1);
    assertThat(nodes.path(0).path("providers").toString()).isEqualTo("[\"cpu\"]");
  }

  @Test
  void whoHasNoTokenOrAnotherScopeIsRefused() throws IOException {
    var nobody = new Caller(node.node().service(), "none");
    problem(nobody.get("/api/v1/jobs"), 401);
    var made = node.caller().encoded("/auth/tokens", "name=reader&scopes=read").json();
    var reader = new Caller(node.node().service(), made.path("token").asText());
    problem(reader.get("/api/v1/jobs"), 403);
  }
}
