package dev.jellyscale.node;

import static dev.jellyscale.node.FacadeNode.good;
import static dev.jellyscale.node.FacadeNode.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.jellyfin.FakeItem;
import dev.jellyscale.jellyfin.FakeJellyfin.Asked;
import dev.jellyscale.jellyfin.FakeUser;
import dev.jellyscale.jellyfin.FakeWorld;
import java.io.IOException;
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

/** The facade's routes about items, jobs, the queue and filters, at a packaged node. */
class FacadeItemsTest {
  private static final String NO_ID = "0123456789abcdef0123456789abcdef";
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

  /** The routes that take an item. */
  private static List<String> itemRoutes(String id) {
    return List.of(
        "POST process/item/" + id,
        "GET compare/" + id,
        "POST upscale-images/" + id,
        "GET filter-preview/frame/" + id);
  }

  private static Caller.Reply ask(String token, String route) throws IOException {
    var words = route.split(" ", 2);
    return node.send(words[0], token, words[1], "");
  }

  @Test
  void librariesAreThoseOfTheCallerAndHoldNoPaths() throws IOException {
    var some = node.user(FakeUser.of("some").seeing(node.films().id()));

    var all = good(node.get(user("all"), "libraries"));
    var few = good(node.get(some, "libraries")).path("libraries");

    assertThat(names(all)).containsExactly("libraries");
    assertThat(all.path("libraries")).hasSize(2);
    assertThat(all.path("libraries").path(1).path("collectionType").isNull()).isTrue();
    assertThat(few).hasSize(1);
    assertThat(names(few.path(0)))
        .containsExactlyInAnyOrder("id", "name", "collectionType", "locations");
    assertThat(few.path(0).path("id").asText()).isEqualTo(node.films().id());
    assertThat(few.path(0).path("collectionType").asText()).isEqualTo("movies");
    assertThat(few.path(0).path("locations").isArray()).isTrue();
    assertThat(few.path(0).path("locations")).isEmpty();
  }

  @Test
  void modelForAVideoHasTheContractsNames() throws IOException {
    var path = "recommend-model?genres=Horror,Drama&width=720&height=576&isBatch=true";

    var answer = good(node.get(user("asks"), path));

    assertThat(names(answer))
        .containsExactlyInAnyOrder(
            "success",
            "recommended_model",
            "reason",
            "signals",
            "substituted_from",
            "substitution_reason",
            "recommended_scale",
            "output_size",
            "recommended_filter",
            "filter_reason",
            "input_frames",
            "auto_selection_enabled",
            "parameters");
    assertThat(answer.path("signals").isArray()).isTrue();
    assertThat(answer.path("recommended_filter").asText()).isEqualTo("drama");
    assertThat(answer.path("auto_selection_enabled").asBoolean()).isFalse();
    assertThat(good(node.get(user("asks"), "recommend-model")).path("recommended_scale").asInt())
        .isZero();
    var large = good(node.get(user("asks"), "recommend-model?width=3840&height=2160"));
    assertThat(large.path("recommended_model").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"width=-1", "height=99999", "width=x", "isBatch=perhaps"})
  void modelForWhatIsNoVideoIsRefused(String query) throws IOException {
    assertThat(node.get(user("odd"), "recommend-model?" + query).status()).isEqualTo(400);
  }

  @Test
  void filtersAreSetByAdministratorsAndReadByAll() throws IOException {
    var set =
        good(
            node.post(
                node.admin(),
                "filter-config",
                "{\"Enabled\":true,\"Preset\":\"custom\",\"Gamma\":50,\"FilmGrain\":7}"));
    var read = good(node.get(user("reads"), "filter-config"));

    assertThat(names(set)).containsExactlyInAnyOrder("success", "preset", "enabled");
    assertThat(names(read))
        .containsExactlyInAnyOrder(
            "enabled",
            "preset",
            "brightness",
            "contrast",
            "saturation",
            "gamma",
            "sharpness",
            "colorTemperature",
            "vignette",
            "filmGrain",
            "denoise",
            "availablePresets");
    assertThat(read.path("gamma").asDouble()).isEqualTo(10);
    assertThat(read.path("filmGrain").asInt()).isEqualTo(7);
    assertThat(folder.resolve("data/filters.json")).content().contains("\"custom\"");
    var unknown = node.post(node.admin(), "filter-config", "{\"Preset\":\"thermal\"}");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(node.post(user("reads"), "filter-config", "{}").status()).isEqualTo(403);
  }

  @Test
  void previewTellsTheChainOfAPreset() throws IOException {
    var answer = good(node.post(node.admin(), "filter-preview?preset=black-and-white"));

    assertThat(names(answer))
        .containsExactlyInAnyOrder("enabled", "preset", "filterChain", "availablePresets");
    assertThat(answer.path("filterChain").asText()).isEqualTo("eq=saturation=0.0000");
    assertThat(node.post(node.admin(), "filter-preview?preset=thermal").status()).isEqualTo(400);
  }

  @Test
  void itemOfAUserBecomesAJobOnce() throws IOException {
    var ann = user("ann");
    var film = node.film("once");

    var first = processed(ann, film);
    var second = processed(ann, film);

    assertThat(names(first))
        .containsExactlyInAnyOrder("success", "itemId", "outputPath", "error", "jobId");
    assertThat(first.path("success").asBoolean()).isTrue();
    assertThat(first.path("itemId").asText()).isEqualTo(film.id());
    assertThat(first.path("outputPath").isNull()).isTrue();
    assertThat(second.path("jobId")).isEqualTo(first.path("jobId"));
    var asAdmin = node.post(node.admin(), "process/item/" + film.id());
    assertThat(asAdmin.status()).isEqualTo(409);
    assertThat(node.post(user("bea"), "process/item/" + film.id()).text())
        .doesNotContain("films", "output:", "media:", "/library");
  }

  @Test
  void administratorIsToldWhereTheFilmWillStand() throws IOException {
    var film = node.film("told");

    var answer = good(node.post(node.admin(), "process/item/" + film.id() + "?scale=2"));

    assertThat(answer.path("outputPath").asText()).isEqualTo("output:films/told.2x.mkv");
  }

  @Test
  void quotaOfAUserIsHeld() throws IOException {
    var greedy = user("greedy");
    processed(greedy, node.film("one"));
    processed(greedy, node.film("two"));
    var third = node.film("three");

    var refused = node.post(greedy, "process/item/" + third.id());

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(86_000, 86_400);
    assertThat(refused.json().path("detail").asText()).contains("24 hours");
    assertThat(processed(user("modest"), third).path("success").asBoolean()).isTrue();
  }

  @Test
  void whatAUserMayNotSeeIsAbsentOnEveryRouteAndNobodyAsksByOurKey() throws IOException {
    var rated = node.jellyfin().world().add(node.film("rated").rated(18));
    var tagged = node.jellyfin().world().add(node.film("tagged").tagged("secret"));
    var child = node.user(FakeUser.of("child").upTo(6).without("secret"));
    var blind = node.user(FakeUser.of("blind").seeing(NO_ID));
    long before = byOurKey();

    var absent = node.post(child, "process/item/" + NO_ID);

    assertThat(absent.status()).isEqualTo(404);
    for (var hidden : List.of(rated, tagged)) {
      var reply = node.post(child, "process/item/" + hidden.id());
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.text()).isEqualTo(absent.text());
    }
    assertThat(node.post(blind, "process/item/" + tagged.id()).text()).isEqualTo(absent.text());
    // The other routes are for administrators, who ask as somebody by an API key.
    var key = node.jellyfin().world().addKey("a-key-of-somebody-else").value();
    for (var route : itemRoutes(rated.id())) {
      var reply = ask(key, route + "?userId=" + child.id());
      assertThat(reply.status()).as(route).isIn(404, 501);
    }
    assertThat(byOurKey()).isEqualTo(before);
  }

  private static long byOurKey() {
    return node.jellyfin().asked().stream().filter(FacadeItemsTest::isByOurKey).count();
  }

  private static boolean isByOurKey(Asked asked) {
    return asked.headers().getOrDefault("authorization", "").contains(FakeWorld.SERVICE_KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0123456789abcdef0123456789abcde", "..%2F..%2Fetc", "%00"})
  void malformedIdIsRefusedBeforeAnybodyIsAsked(String id) throws IOException {
    long before = aboutItems();
    for (var route : itemRoutes(id)) {
      assertThat(ask(node.admin().token(), route).status()).as(route).isIn(400, 404, 501);
    }
    assertThat(node.post(node.admin(), "process/item/x").status()).isEqualTo(400);
    assertThat(aboutItems()).isEqualTo(before);
  }

  private static long aboutItems() {
    return node.jellyfin().asked().stream().filter(one -> one.path().startsWith("/Items")).count();
  }

  @Test
  void callersWithoutAUserNameOne() throws IOException {
    var key = node.jellyfin().world().addKey("a-key-of-a-script").value();
    var film = node.film("by-key");
    var path = "process/item/" + film.id();

    assertThat(ask(key, "POST " + path).status()).isEqualTo(400);
    assertThat(ask(key, "POST " + path + "?userId=x").status()).isEqualTo(400);
    assertThat(ask(key, "GET libraries").status()).isEqualTo(400);
    var seen = good(ask(key, "GET libraries?userId=" + user("seen").id()));
    assertThat(seen.path("libraries")).hasSize(2);
    var made = good(ask(key, "POST " + path + "?userId=" + user("seen").id()));
    assertThat(made.path("outputPath").asText()).startsWith("output:");
  }

  @Test
  void fileThatIsNotMappedIsToldWithoutItsPath() throws IOException {
    var library = node.films().id();
    var film = node.jellyfin().world().add(FakeItem.movie(library, "X", "/nobody/knows/x.mkv"));

    var reply = node.post(user("unlucky"), "process/item/" + film.id());

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.text()).doesNotContain("nobody/knows", "x.mkv");
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
        "/etc/passwd",
        "/library/../../etc/passwd",
        "/library/films",
        "films/a.mkv"
      })
  void fileThatIsMissingAndOneThatIsForbiddenAreAnsweredAlike(String path) throws IOException {
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
