package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.jobs.store.PostgresServer;
import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.TestClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A packaged node renders, is told to end or is killed in mid-segment, and goes on. */
@ParameterizedClass(name = "shared database: {0}")
@ValueSource(booleans = {false, true})
class JobsOnNodeTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What a container is given. */
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  @Parameter boolean shared;

  @TempDir Path folder;
  private final Map<String, String> settings = new HashMap<>();
  private JobNodes node;

  @BeforeEach
  void start() throws IOException {
    if (shared) {
      var url = PostgresServer.shared().newDatabase();
      settings.put(
          "JELLYSCALE_DATABASE_URL",
          "postgresql://%s:none@%s/%s"
              .formatted(url.user().orElseThrow(), url.server(), url.database()));
    }
    Files.createDirectories(folder.resolve("media/films"));
    Files.copy(
        TestClips.clip("large.mkv", "320x180", "-c:v libx264 -preset ultrafast -g 30"),
        folder.resolve("media/films/large.mkv"));
    node = JobNodes.start(folder, settings);
  }

  @AfterEach
  void end() {
    node.close();
  }

  private String ask(String output, int framesPerSegment) throws IOException {
    var body =
        """
        {"source": "media:films/large.mkv", "output": "output:%s", "model": "bicubic-x2",
         "encoder": "x264", "preset": "slower", "crf": 0, "framesPerSegment": %d}
        """
            .formatted(output, framesPerSegment);
    var reply = node.ask(body, "");
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    return reply.json().path("id").asText();
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    var deadline = Instant.now().plus(PATIENCE);
    while (!condition.call()) {
      assertThat(Instant.now()).as(what).isBefore(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private List<JsonNode> parts(String id, String kind) throws IOException {
    var page = node.caller().get("/api/v1/jobs/" + id + "/" + kind + "?limit=200").json();
    return StreamSupport.stream(page.path("items").spliterator(), false).toList();
  }

  private void awaitWork(String id) throws Exception {
    await(
        "a segment at work",
        () ->
            parts(id, "segments").stream()
                .anyMatch(segment -> segment.path("state").asText().equals("running")));
  }

  private void again() throws IOException {
    node = JobNodes.start(folder, settings);
  }

  private void isWholeAndOnce(String id, String output) throws IOException {
    assertThat(node.finished(id).path("state").asText())
        .as(node.job(id).toString())
        .isEqualTo("published");
    assertThat(FfmpegProgram.frameHashes(folder.resolve("out").resolve(output)))
        .hasSize(TestClips.FRAMES)
        .doesNotHaveDuplicates();
    assertThat(parts(id, "segments"))
        .allSatisfy(segment -> assertThat(segment.path("failures").asInt()).isZero());
    assertThat(parts(id, "history"))
        .filteredOn(entry -> entry.path("to").asText().equals("published"))
        .hasSize(1);
  }

  @Test
  void whatANodeIsAtWhenItIsToldToEndIsDoneWhenItComesAgain() throws Exception {
    var id = ask("whole.mkv", TestClips.FRAMES);
    awaitWork(id);
    node.node().terminate();

    assertThat(node.node().hasEnded(LONGEST_END)).as(node.node().said().toString()).isTrue();
    assertThat(node.node().faults()).isEmpty();
    again();
    isWholeAndOnce(id, "whole.mkv");
  }

  @Test
  void aSegmentThatIsNotDoneInTimeIsGivenBackAndNoFailure() throws Exception {
    node.close();
    settings.put("JELLYSCALE_GRACE", "PT4S");
    again();
    var id = ask("given-back.mkv", TestClips.FRAMES);
    awaitWork(id);
    Renderers.signal("STOP", busyRenderer());
    node.node().terminate();

    assertThat(node.node().hasEnded(LONGEST_END)).isTrue();
    again();
    isWholeAndOnce(id, "given-back.mkv");

    assertThat(parts(id, "history"))
        .anySatisfy(
            entry -> {
              assertThat(entry.path("from").asText()).isEqualTo("running");
              assertThat(entry.path("to").asText()).isEqualTo("pending");
              assertThat(entry.path("why").asText()).contains("stops");
            });
    assertThat(parts(id, "segments").getFirst().path("attempts").asInt()).isEqualTo(2);
  }

  private long busyRenderer() throws IOException, InterruptedException {
    return new Renderers(node.node()).pid();
  }

  @Test
  void aNodeThatIsKilledGoesOnAtOnceWhenItComesAgain() throws Exception {
    var id = ask("killed.mkv", TestClips.FRAMES);
    awaitWork(id);
    node.node().kill();

    again();
    await("a film", () -> node.state(id).equals("published"));

    // Twenty seconds of silence, which others wait for, are not waited for here.
    var freed = at(id, "started anew");
    assertThat(Duration.between(freed, lastTaken(id))).isLessThan(Duration.ofSeconds(15));
    isWholeAndOnce(id, "killed.mkv");
    assertThat(Files.readString(Path.of("/proc/" + node.node().pid() + "/maps")))
        .doesNotContain("libav", "libsw", "libonnxruntime", "libjniav", "x264");
    assertThat(node.node().faults()).isEmpty();
  }

  private Instant at(String id, String why) throws IOException {
    return parts(id, "history").stream()
        .filter(entry -> entry.path("why").asText().contains(why))
        .map(entry -> Instant.parse(entry.path("at").asText()))
        .findFirst()
        .orElseThrow();
  }

  private Instant lastTaken(String id) throws IOException {
    return parts(id, "history").stream()
        .filter(entry -> entry.path("to").asText().equals("running"))
        .map(entry -> Instant.parse(entry.path("at").asText()))
        .reduce((_, later) -> later)
        .orElseThrow();
  }
}
