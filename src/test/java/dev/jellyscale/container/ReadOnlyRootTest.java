package dev.jellyscale.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.Requires;
import dev.jellyscale.node.RunningNode;
import dev.jellyscale.video.TestClips;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, laid out as in the image and confined as by the Compose file. */
class ReadOnlyRootTest {
  /** In the order of the script's arguments. */
  private static final List<String> VOLUMES = List.of("data", "work", "media", "output");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "a-token-for-tests-of-read-only-roots";
  private static final Set<String> FINAL = Set.of("published", "failed", "cancelled");

  @TempDir static Path image;
  @TempDir Path folder;

  /** Does what the recipe's own COPY lines tell, with the build of this checkout. */
  @BeforeAll
  static void layOut() throws IOException, InterruptedException {
    Requires.program("unshare");
    Requires.that(
        Files.exists(Path.of("target/quarkus-app/quarkus-run.jar")),
        "the packaged node, which './jellyscale test' builds");
    for (var copy : Dockerfile.read(Path.of("docker/Dockerfile.cpu")).image("COPY")) {
      var words = copy.split(" ");
      var source = Path.of(words[1].replaceFirst("^/src/", ""));
      var target = image.resolve(words[2].replaceFirst("^/", ""));
      Files.createDirectories(target.getParent());
      if (source.equals(Path.of("jre"))) {
        Files.createSymbolicLink(target, Path.of(System.getProperty("java.home")));
      } else {
        var copied =
            new ProcessBuilder("cp", "-r", "--", source.toString(), target.toString())
                .inheritIO()
                .start();
        assertThat(copied.waitFor()).as("copy of " + source).isZero();
      }
    }
  }

  @BeforeEach
  void makeVolumes() throws IOException {
    for (var volume : VOLUMES) {
      Files.createDirectory(folder.resolve(volume));
    }
  }

  private ProcessBuilder confined(String... arguments) {
    var command =
        new ArrayList<>(
            List.of("unshare", "--user", "--map-root-user", "--mount", "--pid", "--fork"));
    command.addAll(List.of("--kill-child", "--mount-proc", "bash"));
    command.add(Path.of("src/test/resources/container/read-only-root.sh").toAbsolutePath() + "");
    command.add(image.toString());
    VOLUMES.forEach(volume -> command.add(folder.resolve(volume).toString()));
    command.add("/mnt/image/opt/jellyscale/jellyscale");
    command.addAll(Arrays.asList(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("JAVA"));
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME",
                "/mnt/work",
                "JELLYSCALE_DATA",
                "/mnt/data",
                "JELLYSCALE_WORK",
                "/mnt/work",
                "JELLYSCALE_MEDIA_ROOTS",
                "media=/mnt/media",
                "JELLYSCALE_OUTPUT_ROOT",
                "/mnt/output",
                "API_TOKEN",
                TOKEN,
                "QUARKUS_HTTP_PORT",
                "0",
                "QUARKUS_MANAGEMENT_PORT",
                "0"));
    return builder;
  }

  @Test
  void upscalesAVideo() throws Exception {
    var process = confined("upscale", "--for", "0.2", "--sample", "/mnt/work/sample.mkv").start();

    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(folder.resolve("work/sample.mkv")).isNotEmptyFile();
    assertThat(said).doesNotContain("Read-only file system", "failed to map segment");
  }

  @Test
  void servesWithARendererThatIsReadyAndRendersAJobToItsEnd() throws Exception {
    Files.copy(TestClips.openGroups(), folder.resolve("media/a.mkv"));
    var process = confined("serve").start();
    try (var log = process.inputReader();
        var client = HttpClient.newHttpClient()) {
      var node = RunningNode.listening(log);

      var health = get(client, node.service() + "/health");
      var ready = ready(client, node.management() + "/q/health/ready");
      var job = finishedJob(client, node.service() + "/api/v1/jobs");

      assertThat(health).contains("healthy");
      assertThat(ready).contains("slot-0-pid").doesNotContain("DOWN");
      assertThat(folder.resolve("data/jellyscale.db")).isNotEmptyFile();
      assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("published");
      assertThat(folder.resolve("output/a.2x.mkv")).isNotEmptyFile();
      assertThat(nativesOutsideOfTheImage()).isEmpty();
    } finally {
      // unshare passes no signal on: the node is its child, and process 1 of its namespace.
      process.children().forEach(ProcessHandle::destroy);
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      process.destroyForcibly();
      assertThat(ended).as("SIGTERM ends the node").isTrue();
    }
  }

  private List<String> nativesOutsideOfTheImage() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.map(Path::toString).filter(name -> name.matches(".*\\.so[.\\d]*")).toList();
    }
  }

  private static JsonNode finishedJob(HttpClient client, String jobs) throws Exception {
    var body =
        """
        {"source": "media:a.mkv", "model": "bicubic-x2", "encoder": "x264", "preset": "ultrafast"}
        """;
    var ask =
        request(jobs)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var asked = JSON.readTree(client.send(ask, BodyHandlers.ofString()).body());
    var path = jobs + "/" + asked.path("id").asText();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    var job = asked;
    while (!FINAL.contains(job.path("state").asText()) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(50_000_000);
      job = JSON.readTree(get(client, path));
    }
    return job;
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).header("X-Api-Token", TOKEN);
  }

  private static String ready(HttpClient client, String url) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    var body = get(client, url);
    while (!body.contains("slot-0-pid") && System.nanoTime() < deadline) {
      body = get(client, url);
    }
    return body;
  }

  private static String get(HttpClient client, String url) throws Exception {
    return client.send(request(url).build(), BodyHandlers.ofString()).body();
  }
}
