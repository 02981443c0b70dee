package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.store.PostgresServer;
import dev.jellyscale.jobs.store.database.DatabaseUrl;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node says of jobs where it cannot work for them. */
class JobsAtStartTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String TOKEN = "a-token-for-tests-of-the-start";
  private static final String URL = "JELLYSCALE_DATABASE_URL";

  @TempDir Path folder;

  private static String address(DatabaseUrl url) {
    return "postgresql://%s:none@%s/%s"
        .formatted(url.user().orElseThrow(), url.server(), url.database());
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    var deadline = Instant.now().plus(PATIENCE);
    while (!condition.call()) {
      assertThat(Instant.now()).as(what).isBefore(deadline);
      LockSupport.parkNanos(100_000_000);
    }
  }

  private static String ready(RunningNode node) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(node.management() + "/q/health/ready"));
      return client.send(request.build(), BodyHandlers.ofString()).body();
    }
  }

  @Test
  void aDatabaseThatDoesNotAnswerLeavesTheNodeAlive() throws Exception {
    try (var server = PostgresServer.start()) {
      var url = address(server.newDatabase());
      server.kill();
      try (var node = JobNodes.start(folder, Map.of(URL, url))) {
        assertThat(node.caller().get("/health").status()).isEqualTo(200);
        assertThat(ready(node.node())).contains("does not answer").doesNotContain(":none@");
        var refused = node.ask(JobNodes.body("a.mkv", ""), "");
        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(refused.text()).contains("does not answer");

        server.restart();
        await("jobs", () -> ready(node.node()).contains("\"working\": true"));
        var id = node.asked("later.mkv", "");
        assertThat(node.finished(id).path("state").asText()).isEqualTo("published");

        server.kill();
        await("the end of the database", () -> ready(node.node()).contains("does not answer"));
        node.node().terminate();
        assertThat(node.node().hasEnded(Duration.ofSeconds(10)))
            .as(node.node().said().toString())
            .isTrue();
      }
    }
  }

  @Test
  void aSecondNodeOfTheSameNameIsRefused() throws Exception {
    var url = address(PostgresServer.shared().newDatabase());
    var settings = Map.of(URL, url, "JELLYSCALE_NODE", "twin", "API_TOKEN", TOKEN);
    try (var first = JobNodes.start(Files.createDirectory(folder.resolve("one")), settings)) {
      await("work", () -> ready(first.node()).contains("\"working\": true"));

      var said =
          RunningNode.refused(Files.createDirectory(folder.resolve("two")), settings(settings));

      assertThat(said.err()).startsWith("jellyscale: ").contains("'twin'", "JELLYSCALE_NODE");
      assertThat(said.err().lines()).hasSize(1);
      assertThat(said.code()).isEqualTo(12);
      assertThat(ready(first.node())).contains("\"working\": true");
    }
  }

  private Map<String, String> settings(Map<String, String> more) {
    var all = new HashMap<>(more);
    all.put("JELLYSCALE_MEDIA_ROOTS", "media=" + folder.resolve("one/media"));
    all.put("JELLYSCALE_OUTPUT_ROOT", folder.resolve("one/out").toString());
    return all;
  }

  @Test
  void aNodeWithoutFoldersOfMediaSaysWhichSettingIsMissing() throws Exception {
    try (var node = RunningNode.start(folder, Map.of("API_TOKEN", TOKEN))) {
      var caller = new Caller(node.service(), TOKEN);
      var refused = caller.json("/api/v1/jobs", JobNodes.body("a.mkv", ""));

      assertThat(refused.status()).as(refused.text()).isEqualTo(409);
      assertThat(refused.text()).contains("JELLYSCALE_MEDIA_ROOTS");
      assertThat(ready(node)).contains("JELLYSCALE_MEDIA_ROOTS", "\"working\": false");
    }
  }

  @Test
  void anOutputFolderOfSomebodyElseIsToldByItsSetting() throws Exception {
    var mine = Files.createDirectory(folder.resolve("nobody"));
    Files.createDirectories(folder.resolve("media/films"));
    var out = Files.createDirectory(folder.resolve("out"));
    for (var path :
        new Path[] {folder, folder.resolve("media"), folder.resolve("media/films"), out}) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    var nobody =
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    Files.setOwner(mine, nobody);
    var settings =
        Map.of(
            "API_TOKEN",
            TOKEN,
            "JELLYSCALE_MEDIA_ROOTS",
            "media=" + folder.resolve("media"),
            "JELLYSCALE_OUTPUT_ROOT",
            out.toString());
    try (var node = RunningNode.startAsNobody(mine, settings)) {
      var caller = new Caller(node.service(), TOKEN);
      var sentence =
          "The folder of the root 'output' (JELLYSCALE_OUTPUT_ROOT) cannot be written to by the user of this node";
      assertThat(ready(node)).contains(sentence);
      assertThat(node.log()).contains(sentence);

      var refused = caller.json("/api/v1/jobs", JobNodes.body("a.mkv", ""));

      assertThat(refused.status()).as(refused.text()).isEqualTo(409);
      assertThat(refused.text()).contains("JELLYSCALE_OUTPUT_ROOT").doesNotContain(out.toString());
      Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rwxrwxrwx"));
      assertThat(ready(node)).doesNotContain(sentence);
    }
  }
}
