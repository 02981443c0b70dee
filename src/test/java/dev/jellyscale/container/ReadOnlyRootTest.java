package dev.jellyscale.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.Requires;
import dev.jellyscale.node.RunningNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, laid out as in the image and confined as by the Compose file. */
class ReadOnlyRootTest {
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
    Files.createDirectory(folder.resolve("data"));
    Files.createDirectory(folder.resolve("work"));
  }

  private ProcessBuilder confined(String... arguments) {
    var command =
        new ArrayList<>(
            List.of("unshare", "--user", "--map-root-user", "--mount", "--pid", "--fork"));
    command.addAll(List.of("--kill-child", "--mount-proc", "bash"));
    command.add(Path.of("src/test/resources/container/read-only-root.sh").toAbsolutePath() + "");
    for (var place : List.of(image, folder.resolve("data"), folder.resolve("work"))) {
      command.add(place.toString());
    }
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
                "QUARKUS_HTTP_PORT",
                "0",
                "QUARKUS_MANAGEMENT_PORT",
                "0"));
    return builder;
  }

  @Test
  void upscalesAVideo() throws Exception {
    var process = confined("upscale", "--sample", "/mnt/work/sample.mkv").start();

    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(folder.resolve("work/sample.mkv")).isNotEmptyFile();
    assertThat(said).doesNotContain("Read-only file system", "failed to map segment");
  }

  @Test
  void servesWithARendererThatIsReady() throws Exception {
    var process = confined("serve").start();
    try (var log = process.inputReader();
        var client = HttpClient.newHttpClient()) {
      var node = RunningNode.listening(log);

      var health = get(client, node.service() + "/health");
      var ready = ready(client, node.management() + "/q/health/ready");

      assertThat(health).contains("healthy");
      assertThat(ready).contains("slot-0-pid").doesNotContain("DOWN");
      assertThat(folder.resolve("data/jellyscale.db")).isNotEmptyFile();
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

  private static String ready(HttpClient client, String url) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    var body = get(client, url);
    while (!body.contains("slot-0-pid") && System.nanoTime() < deadline) {
      body = get(client, url);
    }
    return body;
  }

  private static String get(HttpClient client, String url) throws Exception {
    return client
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }
}
