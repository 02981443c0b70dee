package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jellyscale.cli.Main;
import dev.jellyscale.model.Sha256;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jellyscale jobs} beside a packaged node. */
class JobsCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NO_JOB = "01a2008a-7bc2-753c-a57d-c6874bc18d6b";

  @TempDir static Path folder;
  private static JobNodes node;
  private static Path token;

  @BeforeAll
  static void start() throws IOException {
    node = JobNodes.start(folder, Map.of());
    token = Files.writeString(folder.resolve("token"), node.caller().token() + "\n");
    Files.writeString(folder.resolve("media/films/text.mkv"), "no video at all");
  }

  @AfterAll
  static void end() {
    node.close();
  }

  /** Runs a command as people do, in a process. */
  private static RunningNode.Said process(String... words) throws Exception {
    return RunningNode.run(folder, jobsAt(words));
  }

  /** Runs a command in this JVM, which is there already. */
  private static RunningNode.Said jobs(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), jobsAt(words));
    return new RunningNode.Said(code, out.toString(), err.toString());
  }

  private static String[] jobsAt(String... words) {
    var all = new ArrayList<>(List.of("jobs"));
    all.addAll(List.of(words));
    all.addAll(
        List.of("--url", node.node().service().toString(), "--token-file", token.toString()));
    return all.toArray(String[]::new);
  }

  private static JsonNode json(RunningNode.Said said) throws IOException {
    assertThat(said.code()).as(said.err()).isZero();
    return JSON.readTree(said.out());
  }

  @Test
  void aFilmIsAskedForAndWaitedFor() throws Exception {
    var said =
        process(
            "add",
            "media:films/a.mkv",
            "--model",
            "bicubic-x2",
            "--encoder",
            "x264",
            "--preset",
            "ultrafast",
            "--segment-frames",
            "20",
            "--wait");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out())
        .contains("State     published", "output:films/a.2x.mkv", "Segments  3 done", "SHA-256");
    assertThat(said.err()).contains("is queued: media:films/a.mkv -> output:films/a.2x.mkv");
    assertThat(folder.resolve("out/films/a.2x.mkv")).isNotEmptyFile();
    assertThat(jobs("list").out()).contains("published", "100 %", "output:films/a.2x.mkv");
    assertThat(jobs("nodes").out()).contains("alive", "cpu");
  }

  @Test
  void theExitCodeTellsWhatBecameOfAJob() throws Exception {
    var said = process("add", "media:films/text.mkv", "--output", "output:text.mkv", "--wait");

    assertThat(said.code()).as(said.out()).isEqualTo(14);
    assertThat(said.out()).contains("State     failed", "Fault");
  }

  @Test
  void windowsAndTargetsAreListedSetTriedAndRemoved() throws Exception {
    var hours = "22:00-06:00, weekends all day";
    assertThat(jobs("windows", "set", "nights", hours, "--zone", "UTC").out())
        .contains("nights", hours);
    assertThat(json(jobs("windows", "list", "--json")).path("items").findValuesAsText("hours"))
        .contains(hours);
    assertThat(jobs("windows", "remove", "nights").out()).contains("Window nights is forgotten");
    assertThat(jobs("windows", "set", "nights", "always").code()).isEqualTo(11);

    assertThat(jobs("notifications", "list").out()).startsWith("TARGET");
    assertThat(jobs("notifications", "test", "nobody").code()).isEqualTo(10);
    assertThat(jobs("notifications", "remove", "nobody").code()).isEqualTo(10);
  }

  private static RunningNode.Said published(String... words) {
    return jobs(Stream.concat(Stream.of("published"), Stream.of(words)).toArray(String[]::new));
  }

  private static String film(String output) throws IOException {
    var id = node.asked(output, "");
    assertThat(node.finished(id).path("state").asText()).isEqualTo("published");
    return id;
  }

  private static JsonNode problem(Caller.Reply reply, int status) throws IOException {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
    assertThat(reply.json().fieldNames())
        .toIterable()
        .containsExactly("type", "title", "status", "detail");
    assertThat(reply.json().path("status").asInt()).isEqualTo(status);
    assertThat(reply.text()).doesNotContain(folder.toString());
    return reply.json();
  }

  @Test
  void aPublishedFilmIsToldAndTakenAway() throws Exception {
    var id = film("told.mkv");
    var file = folder.resolve("out/told.mkv");
    var bytes = Files.readAllBytes(file);

    var told = node.caller().get("/api/v1/published/" + id).json();
    assertThat(told.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "id state mode place source sourceBytes sourceModifiedAt model modelSha256 width height encoder bytes sha256 open changedAt"
                .split(" "));
    assertThat(told.path("id").asText()).isEqualTo(id);
    assertThat(told.path("state").asText()).isEqualTo("placed");
    assertThat(told.path("mode").asText()).isEqualTo("output");
    assertThat(told.path("place").asText()).isEqualTo("output:told.mkv");
    assertThat(told.path("source").asText()).isEqualTo("media:films/a.mkv");
    assertThat(told.path("sourceBytes").asLong())
        .isEqualTo(Files.size(folder.resolve("media/films/a.mkv")));
    assertThat(told.path("model").asText()).isEqualTo("bicubic-x2");
    assertThat(told.path("bytes").asLong()).isEqualTo(bytes.length);
    assertThat(told.path("sha256").asText()).isEqualTo(Sha256.of(bytes));
    assertThat(told.path("open")).isEmpty();

    var listed = json(published("list", "--json", "--limit", "200"));
    assertThat(listed).isEqualTo(node.caller().get("/api/v1/published?limit=200").json());
    ((ObjectNode) told).remove("open");
    assertThat(listed.path("items")).contains(told);
    assertThat(published("list").out())
        .startsWith("JOB")
        .containsPattern(id + " placed +output +output:told.mkv");

    Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);
    var refused = problem(node.caller().delete("/api/v1/published/" + id), 409);
    assertThat(refused.path("detail").asText()).contains("changed since it was published");
    assertThat(published("remove", id).code()).isEqualTo(12);
    Files.write(file, bytes);

    assertThat(json(published("remove", id, "--json")).toString())
        .isEqualTo("{\"id\":\"%s\",\"removed\":true}".formatted(id));
    assertThat(file).doesNotExist();
    assertThat(node.caller().get("/api/v1/published/" + id).json().path("state").asText())
        .isEqualTo("removed");
    assertThat(node.caller().delete("/api/v1/published/" + id).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {NO_JOB, "x"})
  void aFilmThatIsNoneIsTheSameByAnyName(String id) throws Exception {
    var path = "/api/v1/published/" + id;

    assertThat(problem(node.caller().get(path), 404))
        .isEqualTo(problem(node.caller().delete(path), 404));
    var removed = published("remove", id, "--json");
    assertThat(removed.code()).isEqualTo(id.equals(NO_JOB) ? 10 : 11);
    assertThat(JSON.readTree(removed.out()).at("/error/kind").asText())
        .isEqualTo(id.equals(NO_JOB) ? "not_found" : "invalid");
  }

  @Test
  void aJobIsSteeredByItsId() throws Exception {
    jobs("queue", "pause", "--why", "a test");
    var added = json(jobs("add", "media:films/a.mkv", "--output", "output:steered.mkv", "--json"));
    var id = added.path("id").asText();

    assertThat(jobs("queue").out()).startsWith("The queue stands still: a test");
    assertThat(jobs("queue", "--limit", "bicubic-x2=1").out())
        .contains("At most 1 segments of bicubic-x2 at a time");
    assertThat(jobs("queue", "--limit", "bicubic-x2=0").out()).doesNotContain("bicubic-x2");
    assertThat(json(jobs("priority", id, "9", "--json")).path("priority").asInt()).isEqualTo(9);
    assertThat(json(jobs("pause", id, "--json")).path("state").asText()).isEqualTo("paused");
    assertThat(json(jobs("resume", id, "--json")).path("state").asText()).isEqualTo("queued");
    assertThat(jobs("cancel", id).out()).contains("is cancelled");
    assertThat(jobs("again", id).code()).isEqualTo(12);
    assertThat(
            json(jobs("list", "--state", "cancelled", "--json"))
                .path("items")
                .findValuesAsText("id"))
        .contains(id);
    assertThat(jobs("show", id).out()).contains("State     cancelled");
    assertThat(jobs("remove", id).code()).isZero();
    assertThat(jobs("show", id).code()).isEqualTo(10);
    assertThat(json(jobs("queue", "resume", "--json")).path("paused").asBoolean()).isFalse();
  }

  @Test
  void whoWaitsForAJobThatIsCancelledHearsSo() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting =
          threads.submit(
              () ->
                  jobs(
                      "add",
                      "media:films/a.mkv",
                      "--output",
                      "output:late.mkv",
                      "--provider",
                      "tensorrt",
                      "--wait"));
      var deadline = Instant.now().plusSeconds(60);
      var late = Optional.<String>empty();
      while (late.isEmpty()) {
        assertThat(Instant.now()).isBefore(deadline);
        late = idOf("output:late.mkv");
      }

      assertThat(node.command(late.get(), "cancel").status()).isEqualTo(200);

      assertThat(waiting.get().code()).as(waiting.get().err()).isEqualTo(24);
    }
  }

  private static Optional<String> idOf(String output) throws IOException {
    for (var job : node.caller().get("/api/v1/jobs").json().path("items")) {
      if (job.at("/recipe/output").asText().equals(output)) {
        return Optional.of(job.path("id").asText());
      }
    }
    return Optional.empty();
  }

  @Test
  void whatTheNodeRefusesHasACode() throws Exception {
    var wrong = jobs("add", "media:films/none.mkv", "--json");
    assertThat(wrong.code()).isEqualTo(11);
    assertThat(wrong.err()).contains("source: There is no file media:films/none.mkv");
    assertThat(JSON.readTree(wrong.out()).at("/error/kind").asText()).isEqualTo("invalid");
    assertThat(jobs("pause", NO_JOB).code()).isEqualTo(10);
    assertThat(jobs("pause", "x").code()).isEqualTo(11);

    var url = node.node().service().toString();
    var stranger = RunningNode.run(folder, "jobs", "list", "--url", url);
    assertThat(stranger.code()).as(stranger.err()).isEqualTo(13);
    assertThat(stranger.err()).contains("JELLYSCALE_TOKEN");
    var nobody = RunningNode.run(folder, "jobs", "list", "--url", "http://127.0.0.1:9");
    assertThat(nobody.code()).as(nobody.err()).isEqualTo(23);
    assertThat(RunningNode.run(folder, "jobs", "list", "--url", "ftp://x").code()).isEqualTo(11);
  }
}
