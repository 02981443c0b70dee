package dev.jellyscale.node;

import static dev.jellyscale.node.FacadeNode.good;
import static dev.jellyscale.node.FacadeNode.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.jellyfin.FakeItem;
import dev.jellyscale.jellyfin.FakeUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The facade's routes about jobs, the queue and files, at a queue that is paused. */
class FacadeQueueTest {
  private static final String NO_JOB = "01a2008a-7bc2-753c-a57d-c6874bc18d6b";

  @TempDir static Path folder;
  private static FacadeNode node;

  @BeforeAll
  static void start() throws IOException {
    node = FacadeNode.start(folder);
  }

  @AfterAll
  static void end() {
    node.close();
  }

  private static FakeUser user(String name) {
    return node.user(FakeUser.of(name));
  }

  private static JsonNode processed(FakeUser user, FakeItem item) throws IOException {
    return good(node.post(user, "process/item/" + item.id()));
  }

  @Test
  void usersSeeAndSteerTheirOwnJobsAlone() throws IOException {
    var owner = user("owner");
    var nosy = user("nosy");
    var mine = processed(owner, node.film("mine")).path("jobId").asText();

    var list = good(node.get(owner, "jobs"));

    assertThat(names(list)).containsExactlyInAnyOrder("success", "jobs", "history");
    assertThat(list.path("jobs")).hasSize(1);
    var line = list.path("jobs").path(0);
    assertThat(names(line))
        .containsExactlyInAnyOrder(
            "jobId",
            "inputPath",
            "outputPath",
            "status",
            "progress",
            "phase",
            "startTime",
            "duration",
            "method",
            "model",
            "isPaused",
            "currentFrame",
            "totalFrames",
            "fps",
            "etaSeconds");
    assertThat(line.path("jobId").asText()).isEqualTo(mine);
    assertThat(line.path("inputPath").asText()).isEqualTo("mine.mkv");
    assertThat(line.path("status").asText()).isEqualTo("Queued");
    assertThat(names(list.path("history")))
        .containsExactlyInAnyOrder("completed", "failed", "lastFinishedUtc");
    assertThat(good(node.get(nosy, "jobs")).path("jobs")).isEmpty();
    for (var verb : List.of("pause", "resume", "cancel")) {
      var reply = node.post(nosy, "jobs/" + mine + "/" + verb);
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.text()).isEqualTo(node.post(nosy, "jobs/" + NO_JOB + "/" + verb).text());
      var done = good(node.post(owner, "jobs/" + mine + "/" + verb));
      assertThat(names(done)).containsExactlyInAnyOrder("success", "message");
      assertThat(good(node.post(owner, "jobs/" + mine + "/" + verb))).isEqualTo(done);
    }
    assertThat(node.post(owner, "jobs/" + mine + "/resume").status()).isEqualTo(409);
    assertThat(good(node.get(owner, "jobs")).path("history").path("lastFinishedUtc").asText())
        .startsWith("20");
  }

  @Test
  void whatAnAdministratorHasPausedAUserDoesNotResume() throws IOException {
    var owner = user("held-up");
    var id = processed(owner, node.film("held-up")).path("jobId").asText();
    good(node.post(owner, "jobs/" + id + "/pause"));
    good(node.post(owner, "jobs/" + id + "/resume"));
    good(node.post(node.admin(), "jobs/" + id + "/pause"));
    assertThat(node.post(owner, "jobs/" + id + "/resume").status()).isEqualTo(409);
    good(node.post(owner, "jobs/" + id + "/pause"));
    assertThat(node.post(owner, "jobs/" + id + "/resume").status()).isEqualTo(409);
    good(node.post(node.admin(), "jobs/" + id + "/resume"));

    good(node.post(owner, "jobs/" + id + "/pause"));
    good(node.post(node.admin(), "jobs/" + id + "/pause"));

    assertThat(node.post(owner, "jobs/" + id + "/resume").status()).isEqualTo(409);
    good(node.post(node.admin(), "jobs/" + id + "/resume"));
    good(node.post(owner, "jobs/" + id + "/cancel"));
  }

  @Test
  void administratorsSeeAllJobsWithTheirRoots() throws IOException {
    processed(user("one-of-many"), node.film("seen-by-admin"));

    var jobs = good(node.get(node.admin(), "jobs")).path("jobs");

    assertThat(jobs.findValuesAsText("inputPath")).contains("media:films/seen-by-admin.mkv");
    assertThat(jobs.findValuesAsText("outputPath")).contains("output:films/seen-by-admin.2x.mkv");
  }

  @Test
  void queueIsShownInThePluginsWords() throws IOException {
    node.film("queued");
    var added =
        good(
            node.post(
                node.admin(),
                "queue/add?inputPath=/library/films/queued.mkv&priority=1&itemName=Q"));
    assertThat(names(added)).containsExactlyInAnyOrder("success", "job_id", "position");
    assertThat(added.path("position").asInt()).isEqualTo(1);
    var id = added.path("job_id").asText();

    var answer = good(node.get(node.admin(), "queue"));

    assertThat(names(answer)).containsExactlyInAnyOrder("success", "queue");
    var queue = answer.path("queue");
    assertThat(names(queue))
        .containsExactlyInAnyOrder(
            "paused",
            "pending_count",
            "active_count",
            "completed_count",
            "max_queue_size",
            "pending",
            "active",
            "recent_completed");
    assertThat(queue.path("paused").asBoolean()).isTrue();
    assertThat(queue.path("max_queue_size").asInt()).isEqualTo(FacadeNode.QUEUE_SIZE);
    var first = queue.path("pending").path(0);
    assertThat(names(first))
        .containsExactlyInAnyOrder("JobId", "ItemName", "Priority", "EnqueuedAt", "status");
    assertThat(first.path("JobId").asText()).isEqualTo(id);
    assertThat(first.path("Priority").asInt()).isEqualTo(1);
    var placed = good(node.post(node.admin(), "queue/" + id + "/priority?priority=10"));
    assertThat(names(placed)).containsExactlyInAnyOrder("success", "job_id", "priority");
    assertThat(node.node().job(id).path("priority").asInt()).isEqualTo(1);
    var cancelled = good(node.post(node.admin(), "queue/" + id + "/cancel"));
    assertThat(names(cancelled)).containsExactlyInAnyOrder("success", "job_id");
    assertThat(cancelled.path("success").asBoolean()).isTrue();
    var again = good(node.post(node.admin(), "queue/" + id + "/cancel"));
    assertThat(again.path("success").asBoolean()).isFalse();
    var ended =
        good(node.get(node.admin(), "queue")).path("queue").path("recent_completed").path(0);
    assertThat(names(ended))
        .containsExactlyInAnyOrder("JobId", "ItemName", "status", "CompletedAt", "Error");
    assertThat(ended.path("Error").isNull()).isTrue();
  }

  @Test
  void queueStandsStillAndGoesOnByCommand() throws IOException {
    var resumed = good(node.post(node.admin(), "queue/resume"));
    var paused = good(node.post(node.admin(), "queue/pause"));

    assertThat(names(resumed)).containsExactlyInAnyOrder("success", "paused");
    assertThat(resumed.path("paused").asBoolean()).isFalse();
    assertThat(paused.path("paused").asBoolean()).isTrue();
    assertThat(good(node.post(node.admin(), "queue/pause"))).isEqualTo(paused);
  }

  @ParameterizedTest
  @CsvSource({
    "queue/add?inputPath=media:films/a.mkv&priority=11",
    "queue/add?inputPath=media:films/a.mkv&priority=0",
    "queue/add?inputPath=media:films/a.mkv&outputPath=/etc/x.mkv",
    "queue/add?inputPath=media:films/a.mkv&model=../x",
    "queue/add",
    "queue/" + NO_JOB + "/priority?priority=x",
    "queue/" + NO_JOB + "/priority"
  })
  void whatTheQueueDoesNotTakeIsRefused(String path) throws IOException {
    assertThat(node.post(node.admin(), path).status()).isEqualTo(400);
  }

  @Test
  void fullQueueIsTold() throws IOException {
    var made = new ArrayList<String>();
    Caller.Reply last;
    do {
      var path = "queue/add?inputPath=media:films/a.mkv&outputPath=output:full-";
      last = node.post(node.admin(), path + made.size() + ".mkv");
      made.add(last.status() == 200 ? last.json().path("job_id").asText() : NO_JOB);
    } while (last.status() == 200 && made.size() <= FacadeNode.QUEUE_SIZE);
    for (var id : made) {
      good(node.post(node.admin(), "queue/" + id + "/cancel"));
    }

    assertThat(last.status()).as(last.text()).isEqualTo(429);
    assertThat(last.header("retry-after")).isNotEmpty();
  }

  @Test
  void filesAreEnlargedByJobs() throws IOException {
    node.film("direct");
    var body = "{\"inputPath\":\"%s\",\"scale\":2,\"Quality\":\"high\",\"model\":\"auto\"}";

    var processed =
        good(node.post(node.admin(), "process", body.formatted("/library/films/direct.mkv")));
    node.film("early");
    var early =
        good(node.post(node.admin(), "preprocess", body.formatted("media:films/early.mkv")));

    assertThat(names(processed))
        .containsExactlyInAnyOrder(
            "success", "outputPath", "processingTime", "method", "error", "jobId");
    assertThat(processed.path("outputPath").asText()).isEqualTo("output:films/direct.2x.mkv");
    assertThat(names(early)).containsExactlyInAnyOrder("success", "jobId");
    assertThat(node.node().job(early.path("jobId").asText()).path("priority").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "media:films/none.mkv",
        "media:../data/jobs.db",
        "other:a.mkv",
        "output:made.mkv",
        "/etc/passwd",
        "/library/../../etc/passwd",
        "/library/films",
        "films/a.mkv"
      })
  void fileThatIsMissingAndOneThatIsForbiddenAreAnsweredAlike(String path) throws IOException {
    Files.write(folder.resolve("out/made.mkv"), new byte[1]);
    var body = "{\"inputPath\":\"" + path + "\"}";
    var missing = node.post(node.admin(), "process", "{\"inputPath\":\"media:no-such\"}");

    assertThat(missing.status()).isEqualTo(404);
    for (var route : List.of("process", "preprocess")) {
      var reply = node.post(node.admin(), route, body);
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.text()).isEqualTo(missing.text());
    }
    assertThat(node.post(node.admin(), "queue/add?inputPath=" + path).text())
        .isEqualTo(missing.text());
  }

  @Test
  void vmafIsToldAsMissing() throws IOException {
    var reply =
        node.post(node.admin(), "vmaf", "{\"reference\":\"/etc/passwd\",\"distorted\":\"x\"}");

    assertThat(reply.status()).isEqualTo(501);
    assertThat(reply.json().path("detail").asText()).contains("libvmaf");
  }

  @Test
  void setUpTextIsFixedButForOurAddress() throws IOException {
    var reply = node.post(node.admin(), "install", "{\"url\":\"http://evil.example\"}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("content-type")).startsWith("text/plain");
    assertThat(reply.text())
        .contains("proxy_pass https://upscaler.example.org/beside/Upscaler/;")
        .doesNotContain("evil", "{url}");
  }
}
