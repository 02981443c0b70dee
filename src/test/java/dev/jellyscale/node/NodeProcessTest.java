package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts the packaged node once, on free ports. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeProcessTest {
  private static final Pattern RENDERER = Pattern.compile("\"slot-0-pid\": (\\d+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private RunningNode node;
  private String address;
  private String management;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    node = RunningNode.start(folder, Map.of());
    address = node.service().toString();
    management = node.management();
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (node != null) {
      node.stop();
    }
    client.close();
  }

  @Test
  void listensOnLoopbackAlone() {
    assertThat(List.of(address, management))
        .allSatisfy(url -> assertThat(URI.create(url).getHost()).isEqualTo("127.0.0.1"));
  }

  @Test
  void isRunByTestsAsTheLauncherRunsIt() throws IOException {
    var launcher = Files.readString(Path.of("jellyscale"));
    var compiler = Pattern.compile("quick_compiler=\\((.*)\\)").matcher(launcher);
    assertThat(compiler.find()).isTrue();
    var serve =
        launcher
            .substring(launcher.indexOf("run_serve() {"), launcher.indexOf("run_tests() {"))
            .replace("\"${quick_compiler[@]}\"", compiler.group(1));
    var options = Pattern.compile("(?<=\\s)--?[A-Za-z][^\\s\"]*").matcher(serve).results();

    assertThat(options.map(MatchResult::group))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(RunningNode.OPTIONS.stream(), Stream.of("-jar")).toList());
    assertThat(serve).contains("-Xmx${" + RunningNode.HEAP + ":-256m}");
    assertThat(Files.readString(Path.of("/proc/" + node.pid() + "/cmdline")))
        .contains(RunningNode.OPTIONS)
        .contains("-Xmx256m");
  }

  @Test
  void answersThatItIsHealthyAndNothingElse() throws Exception {
    var answer = get(address + "/health");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":\"healthy\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q", "/q/health", "/metrics", "/status"})
  void hasNoOtherPublicRoute(String path) throws Exception {
    assertThat(get(address + path).statusCode()).isEqualTo(403);
  }

  @Test
  void tellsItsHealthOnTheManagementPort() throws Exception {
    var answer = get(management + "/q/health");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("UP");
  }

  @Test
  void loadsNeitherFfmpegNorOnnxRuntimeWhileItsRendererWorks() throws Exception {
    var renderer = renderer();

    var mapped = Files.readString(Path.of("/proc/" + node.pid() + "/maps"));

    assertThat(mapped)
        .contains("libjvm")
        .doesNotContain("libav", "libsw", "libonnxruntime", "libjniav", "x264");
    assertThat(Files.readString(Path.of("/proc/" + renderer + "/maps"))).contains("libonnxruntime");
  }

  /** Process id of the renderer that tried a model when the node started. */
  private long renderer() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < deadline) {
      var match = RENDERER.matcher(get(management + "/q/health/ready").body());
      if (match.find()) {
        return Long.parseLong(match.group(1));
      }
    }
    throw new AssertionError("No renderer: " + get(management + "/q/health/ready").body());
  }

  private HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }
}
