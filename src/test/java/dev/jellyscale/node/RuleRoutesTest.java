package dev.jellyscale.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.jellyfin.FakeItem;
import dev.jellyscale.jellyfin.FakeJellyfin;
import dev.jellyscale.jellyfin.FakeJellyfin.Release;
import dev.jellyscale.jellyfin.FakeLibrary;
import dev.jellyscale.jellyfin.FakeSession;
import dev.jellyscale.jellyfin.FakeUser;
import dev.jellyscale.jellyfin.FakeWorld;
import dev.jellyscale.jellyfin.JellyfinSettings;
import dev.jellyscale.jobs.viewers.ViewerRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules and scans at a packaged node, beside a Jellyfin with three films. */
class RuleRoutesTest {
  private static final FakeLibrary FILMS = new FakeLibrary("Films", "movies");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir static Path folder;
  private static FakeJellyfin fake;
  private static JobNodes node;

  @BeforeAll
  static void start() throws IOException {
    fake = FakeJellyfin.of(Release.V12_0);
    fake.world().add(FILMS);
    node =
        JobNodes.start(
            folder,
            Map.of(
                JellyfinSettings.URL,
                fake.url(),
                JellyfinSettings.KEY,
                FakeWorld.SERVICE_KEY,
                JellyfinSettings.PATHS,
                "/films=media",
                ViewerRules.QUIET,
                "PT1S"));
    add("a", 96, 64);
    add("b", 96, 64);
    add("large", 1920, 800);
  }

  @AfterAll
  static void end() {
    node.close();
    fake.close();
  }

  private static void add(String name, int width, int height) throws IOException {
    var clip = folder.resolve("media/films/a.mkv");
    var copy = folder.resolve("media/" + name + ".mkv");
    Files.copy(clip, copy);
    fake.world()
        .add(
            FakeItem.movie(FILMS.id(), name, "/films/" + name + ".mkv")
                .sized(width, height)
                .ofBytes(Files.size(copy))
                .lasting(Duration.ofSeconds(4)));
  }

  private static Caller.Reply send(String method, String path, String body) throws IOException {
    return node.caller()
        .send(
            method,
            "/api/v1/" + path,
            "Content-Type: application/json\r\n",
            body.getBytes(StandardCharsets.UTF_8));
  }

  private static String rule(String more) {
    return """
    {"libraries": ["%s"], "largest": "1280x720", "model": "bicubic-x2", "encoder": "x264",
     "preset": "ultrafast", "ceiling": 1%s}
    """
        .formatted(FILMS.id(), more);
  }

  private static JsonNode done(Caller.Reply asked) throws IOException {
    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    var path = "/api/v1/scans/" + asked.json().path("id").asText();
    var deadline = Instant.now().plus(PATIENCE);
    var scan = node.caller().get(path).json();
    while (!scan.path("state").asText().equals("done")) {
      assertThat(Instant.now()).as(scan.toString()).isBefore(deadline);
      assertThat(scan.path("state").asText()).as(scan.toString()).isNotEqualTo("failed");
      LockSupport.parkNanos(50_000_000);
      scan = node.caller().get(path).json();
    }
    return scan;
  }

  private static JsonNode videos(JsonNode scan, String query) throws IOException {
    return node.caller()
        .get("/api/v1/scans/" + scan.path("id").asText() + "/videos" + query)
        .json()
        .path("items");
  }

  /** Has somebody watch, and returns when the node has asked since. */
  private static void somebodyWatches() {
    var watched = FakeItem.movie(FILMS.id(), "watched", "/elsewhere/watched.mkv");
    fake.world().sessions(FakeSession.playing(FakeUser.of("Ben"), watched));
    long before = fake.calls("GET /Sessions");
    var deadline = Instant.now().plus(PATIENCE);
    while (fake.calls("GET /Sessions") == before) {
      assertThat(Instant.now()).isBefore(deadline);
      LockSupport.parkNanos(50_000_000);
    }
  }

  private static void waitsForViewers(String job) throws IOException {
    var deadline = Instant.now().plus(PATIENCE);
    var told = node.job(job);
    while (!told.path("waiting").asText().startsWith("Gives way to viewers")) {
      assertThat(Instant.now()).as(told.toString()).isBefore(deadline);
      LockSupport.parkNanos(50_000_000);
      told = node.job(job);
    }
    assertThat(told.path("state").asText()).isEqualTo("queued");
  }

  @Test
  void aDryRunTellsWhatTheRunDoesAndTheRunWaitsForViewersAndTheNextGoesOn() throws IOException {
    assertThat(send("PUT", "rules/small", rule("")).status()).isEqualTo(201);

    var dry = done(send("POST", "rules/small/scans", "{\"dry\": true}"));

    assertThat(dry.path("videos").path("chosen").asInt()).as(dry.toString()).isEqualTo(1);
    assertThat(dry.path("videos").path("over_ceiling").asInt()).isEqualTo(1);
    assertThat(dry.path("videos").path("too_large").asInt()).isEqualTo(1);
    assertThat(dry.path("bytes").asLong()).isPositive();
    var told = videos(dry, "?begun=true");
    assertThat(told).hasSize(1);
    assertThat(told.path(0).path("source").asText()).isEqualTo("media:a.mkv");
    assertThat(told.path(0).has("job")).isFalse();
    assertThat(node.caller().get("/api/v1/jobs").json().path("items")).isEmpty();

    somebodyWatches();
    var real = done(send("POST", "rules/small/scans", ""));

    var begun = videos(real, "?begun=true");
    assertThat(begun).hasSize(1);
    assertThat(begun.path(0).path("source")).isEqualTo(told.path(0).path("source"));
    var id = begun.path(0).path("job").asText();
    waitsForViewers(id);
    fake.world().sessions();
    var job = node.finished(id);
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("published");
    assertThat(folder.resolve("out/a.2x.mkv")).isRegularFile();

    var next = done(send("POST", "rules/small/scans", "{}"));

    assertThat(next.path("videos").path("made_already").asInt()).as(next.toString()).isEqualTo(1);
    assertThat(videos(next, "?begun=true").path(0).path("source").asText())
        .isEqualTo("media:b.mkv");
  }

  @Test
  void aRuleIsKeptChangedAndForgotten() throws IOException {
    var more =
        ", \"genres\": [\"Drama\"], \"shortest\": \"PT10M\", \"longest\": \"PT3H\", \"to\": \"720p\","
            + " \"priority\": 3, \"publish\": \"merge\", \"daily\": \"03:00\", \"zone\": \"UTC\","
            + " \"addedAfter\": \"2026-01-31\", \"watched\": {\"user\":"
            + " \"6eec632aff0d4d09aad0bf9e90b14bc6\", \"seen\": false}";
    assertThat(send("PUT", "rules/kept", rule("")).status()).isEqualTo(201);

    var changed = send("PUT", "rules/kept", rule(more));

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    var kept = node.caller().get("/api/v1/rules/kept").json();
    assertThat(kept).isEqualTo(changed.json());
    assertThat(kept.path("addedAfter").asText()).isEqualTo("2026-01-31T00:00:00Z");
    assertThat(kept.path("longest").asText()).isEqualTo("PT3H");
    assertThat(kept.path("watched").path("seen").asBoolean(true)).isFalse();
    assertThat(Instant.parse(kept.path("nextRun").asText())).isAfter(Instant.now());
    assertThat(send("DELETE", "rules/kept", "").status()).isEqualTo(204);
    assertThat(send("DELETE", "rules/kept", "").status()).isEqualTo(404);
    assertThat(node.caller().get("/api/v1/rules/kept").status()).isEqualTo(404);
    assertThat(send("POST", "rules/kept/scans", "{}").status()).isEqualTo(404);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          libraries | , "libraries": []
          libraries | , "libraries": ["films"]
          genres | , "genres": [""]
          watched | , "watched": {"user": "6eec632aff0d4d09aad0bf9e90b14bc6"}
          addedAfter | , "addedAfter": "yesterday"
          largest | , "largest": "720p"
          shortest | , "shortest": "10 minutes"
          longest | , "shortest": "PT2H", "longest": "PT1H"
          longest | , "longest": "P999D"
          scale | , "scale": 9
          to | , "to": "1px"
          crf | , "crf": 99
          priority | , "priority": 11
          window | , "window": "none"
          publish | , "publish": "output"
          ceiling | , "ceiling": 0
          daily | , "daily": "03:00"
          daily | , "daily": "25:00", "zone": "UTC"
          daily | , "zone": "UTC"
          model | , "model": "../x"
          """)
  void whatIsWrongIsNamed(String field, String more) throws IOException {
    var body = more.isBlank() ? "{}" : merged(more);

    var reply = send("PUT", "rules/wrong", body);

    assertThat(reply.status()).as(reply.text()).isEqualTo(422);
    assertThat(reply.json().path("errors").findValuesAsText("field")).containsExactly(field);
  }

  /** A member that is there twice is refused as such, so the wrong one takes the place. */
  private static String merged(String more) {
    var name = more.replaceAll("[^\"]*\"(\\w+)\".*", "$1");
    var good = rule("").replaceAll("\"" + name + "\": (\\[[^]]*]|\"[^\"]*\"|[0-9]+),?", "");
    return good.strip().replaceAll(",?\\s*}$", "") + more + "}";
  }

  @Test
  void postersAreEnlargedByARuleOfTheirOwnAndNeverTwice() throws IOException {
    var film = fake.world().item(FakeItem.movie(FILMS.id(), "large", "/films/large.mkv").id());
    var poster = film.orElseThrow().id() + "/Primary/0";
    fake.world().image(poster, TestPictures.picture("jpg", 80, 120));
    var rule =
        """
        {"libraries": ["%s"], "artwork": {"kinds": ["poster"], "narrower": 300},
         "model": "swift-x2", "ceiling": 10}
        """
            .formatted(FILMS.id());
    var put = send("PUT", "rules/posters", rule);
    assertThat(put.status()).as(put.text()).isEqualTo(201);
    assertThat(put.json().path("artwork").path("narrower").asInt()).isEqualTo(300);
    assertThat(put.json().has("publish")).isFalse();

    var dry = done(send("POST", "rules/posters/scans", "{\"dry\": true}"));
    var told = pictures(dry);
    var real = done(send("POST", "rules/posters/scans", ""));
    var next = done(send("POST", "rules/posters/scans", ""));

    assertThat(told).hasSize(1);
    assertThat(told.path(0).path("kind").asText()).isEqualTo("poster");
    assertThat(told.path(0).path("before").asText()).isEqualTo("80x120");
    assertThat(told.path(0).path("after").asText()).isEqualTo("160x240");
    assertThat(real.path("pictures").path("chosen").asInt()).as(real.toString()).isEqualTo(1);
    assertThat(pictures(real).path(0).path("artwork").isTextual()).isTrue();
    var made = TestPictures.read(fake.world().image(poster).orElseThrow());
    assertThat(made.getWidth()).isEqualTo(160);
    assertThat(next.path("pictures").path("made_already").asInt()).isEqualTo(1);

    var artwork = "artwork/" + pictures(real).path(0).path("artwork").asText();
    var kept = node.caller().get("/api/v1/" + artwork + "/before");
    assertThat(kept.status()).as(kept.text()).isEqualTo(200);
    assertThat(kept.header("content-type")).isEqualTo("image/jpeg");
    assertThat(kept.body()).isEqualTo(TestPictures.picture("jpg", 80, 120));
    var undone = send("POST", artwork + "/undo", "");
    assertThat(undone.status()).as(undone.text()).isEqualTo(200);
    assertThat(undone.json().path("state").asText()).isEqualTo("undone");
    assertThat(fake.world().image(poster).orElseThrow())
        .isEqualTo(TestPictures.picture("jpg", 80, 120));
    assertThat(node.caller().get("/api/v1/" + artwork + "/before").status()).isEqualTo(404);
    assertThat(send("DELETE", artwork + "/before", "").status()).isEqualTo(204);
    assertThat(node.caller().get("/api/v1/artwork").json().path("items")).hasSize(1);
    assertThat(node.caller().get("/api/v1/artwork/x").status()).isEqualTo(404);
  }

  @Test
  void rulesOfPicturesAreForAdministrators() throws IOException {
    var made = node.caller().encoded("/auth/tokens", "name=jobs&scopes=jobs").json();
    var other = new Caller(node.node().service(), made.path("token").asText());
    var json = "Content-Type: application/json\r\n";
    var pictures =
        """
        {"libraries": ["%s"], "artwork": {"narrower": 64}, "model": "swift-x2", "ceiling": 1}
        """
            .formatted(FILMS.id());
    assertThat(send("PUT", "rules/theirs", pictures).status()).isEqualTo(201);

    var put = other.send("PUT", "/api/v1/rules/mine", json, pictures.getBytes(UTF_8));
    var scan = other.send("POST", "/api/v1/rules/theirs/scans", json, "{}".getBytes(UTF_8));
    var videos = other.send("PUT", "/api/v1/rules/videos", json, rule("").getBytes(UTF_8));

    assertThat(put.status()).isEqualTo(403);
    assertThat(scan.status()).isEqualTo(403);
    assertThat(videos.status()).isEqualTo(201);
    assertThat(other.get("/api/v1/artwork").status()).isEqualTo(403);
  }

  @Test
  void whatIsWrongWithARuleOfPicturesIsNamed() throws IOException {
    var reply =
        send(
            "PUT",
            "rules/wrong",
            """
            {"libraries": ["%s"], "artwork": {"kinds": ["logo"], "narrower": 10},
             "model": "bicubic-x2", "ceiling": 1, "publish": "merge", "genres": []}
            """
                .formatted(FILMS.id()));

    assertThat(reply.status()).as(reply.text()).isEqualTo(422);
    assertThat(reply.json().path("errors").findValuesAsText("field"))
        .containsExactly("genres", "publish", "model", "artwork.kinds", "artwork.narrower");
  }

  private static JsonNode pictures(JsonNode scan) throws IOException {
    var path = "/api/v1/scans/" + scan.path("id").asText() + "/pictures?chosen=true";
    return node.caller().get(path).json().path("items");
  }

  @Test
  void whatIsNoRuleIsRefused() throws IOException {
    assertThat(send("PUT", "rules/-x", rule("")).status()).isEqualTo(422);
    assertThat(send("PUT", "rules/x", rule(", \"ceilings\": 1")).status()).isEqualTo(422);
    assertThat(send("PUT", "rules/x", "[]").status()).isEqualTo(400);
    assertThat(node.caller().get("/api/v1/scans/x").status()).isEqualTo(404);
    assertThat(node.caller().get("/api/v1/rules").json().path("items").findValuesAsText("name"))
        .doesNotContain("x");
  }
}
