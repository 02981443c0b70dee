package dev.jellyscale.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jellyscale.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jellyscale rules}, beside what answers as a node does. */
class RulesCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCAN = "01a2008a-7bc2-753c-a57d-c6874bc18d6b";
  private static final String DONE =
      """
      {"id": "%s", "rule": "dvds", "dry": true, "redo": false, "state": "done",
       "videos": {"chosen": 2, "too_large": 1}, "bytes": 7, "renderingSeconds": 9,
       "createdAt": "2026-03-01T12:00:00Z"}
      """
          .formatted(SCAN);

  @TempDir Path folder;
  private final Map<String, Queue<Answer>> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private HttpServer node;
  private Path token;

  private record Answer(int status, String body) {}

  private record Said(int code, String out, String err) {}

  RulesCommandTest() throws IOException {
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    token = Path.of("unset");
  }

  @BeforeEach
  void start() throws IOException {
    token = Files.writeString(folder.resolve("token"), "the-token\n");
    node.createContext("/", this::answer);
    node.start();
  }

  @AfterEach
  void end() {
    node.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var route = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    asked.add((route + " " + body).strip());
    assertThat(exchange.getRequestHeaders().getFirst("X-Api-Token")).isEqualTo("the-token");
    var there = answers.getOrDefault(route, new ArrayDeque<>());
    var next = there.size() > 1 ? there.remove() : there.peek();
    var answer = next == null ? new Answer(404, "{\"detail\": \"There is none\"}") : next;
    var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void answers(String route, int status, String body) {
    var words = route.split(" ", 2);
    answers
        .computeIfAbsent(words[0] + " /api/v1" + words[1], _ -> new ArrayDeque<>())
        .add(new Answer(status, body));
  }

  private Said rules(String... words) {
    var all = new ArrayList<>(List.of("rules"));
    all.addAll(List.of(words));
    all.addAll(
        List.of(
            "--url",
            "http://127.0.0.1:" + node.getAddress().getPort(),
            "--token-file",
            token.toString()));
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    return new Said(code, out.toString(), err.toString());
  }

  @Test
  void rulesAreListed() {
    answers(
        "GET /rules",
        200,
        """
        {"items": [{"name": "dvds", "ceiling": 20, "model": "swift-x2", "nextRun": "2026-03-02T02:00:00Z"},
                   {"name": "posters", "ceiling": 5, "model": "clear-x2", "artwork": {"narrower": 300}}]}
        """);

    var said = rules("list");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out().lines())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).contains("dvds", "videos", "2026-03-02T02:00:00Z"))
        .anySatisfy(line -> assertThat(line).contains("posters", "pictures", "clear-x2"));
  }

  @Test
  void aRuleIsSetByAFile() throws IOException {
    var rule = "{\"libraries\":[\"f137a2dd21bbc1b99aa5c0f6bf02a805\"],\"ceiling\":20}";
    var file = Files.writeString(folder.resolve("rule.json"), rule);
    answers("PUT /rules/dvds", 201, "{\"name\": \"dvds\", \"ceiling\": 20}");

    var said = rules("set", "dvds", "--file", file.toString(), "--json");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(asked).containsExactly("PUT /api/v1/rules/dvds " + rule);
    assertThat(JSON.readTree(said.out()).path("name").asText()).isEqualTo("dvds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no JSON", "[1]", "{\"a\": 1, \"a\": 2}", "{} {}"})
  void whatIsNoJsonObjectIsNotSent(String text) throws IOException {
    var file = Files.writeString(folder.resolve("rule.json"), text);

    var said = rules("set", "dvds", "--file", file.toString());

    assertThat(said.code()).isEqualTo(11);
    assertThat(asked).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsNotFound() {
    assertThat(rules("set", "dvds", "--file", folder.resolve("none").toString()).code())
        .isEqualTo(10);
  }

  @Test
  void aRuleIsShownAndRemoved() {
    answers("GET /rules/dvds", 200, "{\"name\": \"dvds\", \"genres\": [\"Drama\"]}");
    answers("DELETE /rules/dvds", 204, "");

    var shown = rules("show", "dvds");
    var removed = rules("remove", "dvds");

    assertThat(shown.out()).contains("name", "dvds", "genres", "[\"Drama\"]");
    assertThat(removed.code()).as(removed.err()).isZero();
    assertThat(removed.out()).contains("Rule dvds is forgotten.");
  }

  @Test
  void aScanIsWaitedFor() {
    answers("POST /rules/dvds/scans", 202, DONE.replace("\"done\"", "\"waiting\""));
    answers("GET /scans/" + SCAN, 200, DONE.replace("\"done\"", "\"looking\""));
    answers("GET /scans/" + SCAN, 200, DONE);

    var said = rules("scan", "dvds", "--dry", "--wait");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(asked)
        .first()
        .isEqualTo("POST /api/v1/rules/dvds/scans {\"dry\":true,\"redo\":false}");
    assertThat(said.out())
        .contains("Scan " + SCAN + ": done", "2 videos chosen", "1 videos too_large", "9 s");
  }

  @Test
  void aScanThatFailedHasACodeOfItsOwn() {
    answers("POST /rules/dvds/scans", 202, DONE.replace("\"done\"", "\"waiting\""));
    answers(
        "GET /scans/" + SCAN,
        200,
        DONE.replace("\"done\"", "\"failed\", \"why\": \"There is no such library\""));

    var said = rules("scan", "dvds", "--wait");

    assertThat(said.code()).isEqualTo(20);
    assertThat(said.out()).contains("There is no such library");
  }

  @Test
  void whatAScanSaysIsListedPageByPage() {
    var path = "GET /scans/" + SCAN + "/videos?limit=";
    answers(
        path + "3&begun=true",
        200,
        """
        {"items": [{"name": "A", "source": "media:a.mkv", "judgement": "chosen"},
                   {"name": "B\\u001b[2J", "judgement": "chosen"}], "next": "more"}
        """);
    answers(
        path + "1&begun=true&cursor=more",
        200,
        "{\"items\": [{\"name\": \"C\", \"judgement\": \"redo\"}]}");

    var said = rules("videos", SCAN, "--begun", "--limit", "3");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out().lines()).hasSize(4);
    assertThat(said.out()).contains("media:a.mkv", "redo").doesNotContain("\u001b");
  }

  @Test
  void picturesAreListedAndPutBack() {
    answers(
        "GET /scans/" + SCAN + "/pictures?limit=200&chosen=true",
        200,
        """
        {"items": [{"name": "A", "kind": "poster", "before": "400x600", "after": "800x1200",
                    "judgement": "chosen"}]}
        """);
    var picture =
        """
        {"id": "%s", "name": "A", "kind": "poster", "state": "undone",
         "before": {"size": "400x600"}, "after": {"size": "800x1200"}}
        """
            .formatted(SCAN);
    answers("GET /artwork?limit=50", 200, "{\"items\": [" + picture + "]}");
    answers("POST /artwork/" + SCAN + "/undo", 200, picture);

    assertThat(rules("pictures", SCAN, "--chosen").out()).contains("400x600", "800x1200", "A");
    assertThat(rules("artwork").out()).contains(SCAN, "undone", "poster");
    assertThat(rules("undo", SCAN).out()).contains(SCAN, "undone");
  }

  @Test
  void scansOfARuleAreListed() {
    answers("GET /rules/dvds/scans", 200, "{\"items\": [" + DONE + "]}");

    assertThat(rules("scans", "dvds").out()).contains(SCAN, "done", "dry");
  }

  @Test
  void whatTheNodeRefusesIsAnExitCode() throws IOException {
    answers("POST /rules/dvds/scans", 409, "{\"detail\": \"A scan is under way\"}");
    answers("PUT /rules/dvds", 403, "{\"detail\": \"For administrators\"}");

    var refused = rules("scan", "dvds", "--json");
    assertThat(refused.code()).isEqualTo(12);
    assertThat(JSON.readTree(refused.out()).at("/error/kind").asText()).isEqualTo("conflict");
    assertThat(rules("show", "other").code()).isEqualTo(10);
    assertThat(rules("show", "../jobs").code()).isEqualTo(11);
    assertThat(rules("videos", "x").code()).isEqualTo(11);
    assertThat(rules("videos", SCAN, "--limit", "0").code()).isEqualTo(11);
    assertThat(rules("wrong").code()).isEqualTo(2);
  }
}
