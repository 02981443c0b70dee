package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.api.service.machine.FakeNvidiaSmi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a packaged node says about itself, on a machine whose driver tells of a GPU. */
class ServedStatusTest {
  private static final String TOKEN = "a-token-for-tests-of-status";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static RunningNode node;
  private static Caller caller;

  @BeforeAll
  static void start() throws IOException {
    var program =
        FakeNvidiaSmi.that(Files.createDirectory(folder.resolve("bin")), FakeNvidiaSmi.ROW);
    node =
        RunningNode.start(
            folder, Map.of("API_TOKEN", TOKEN, "JELLYSCALE_NVIDIA_SMI", program.toString()));
    caller = new Caller(node.service(), TOKEN);
  }

  @AfterAll
  static void end() {
    node.close();
  }

  /** The status once the first renderer has said what it is. */
  private static JsonNode status() throws IOException {
    var deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      var status = caller.get("/status").json();
      if (!status.at("/libraries/onnx_runtime").isNull()) {
        return status;
      }
    }
    throw new AssertionError("No renderer said hello within " + PATIENCE);
  }

  @Test
  void tellsTheVersionsThatTheRendererHasLoaded() throws IOException {
    var libraries = status().get("libraries");

    assertThat(libraries.get("onnx_runtime").asText()).matches("1\\.\\d+\\.\\d+");
    assertThat(libraries.get("ffmpeg").asText()).matches("n?\\d+\\.\\d+.*");
    assertThat(libraries.get("nvidia_driver").asText()).isEqualTo("570.86.15");
    assertThat(libraries.get("cuda").asText()).isEqualTo("12.8");
  }

  @Test
  void tellsWhatHoldsTheRenderer() throws IOException {
    var confined = status().at("/renderers/0/confined");

    assertThat(confined.get("no_new_privileges").asBoolean()).isTrue();
    assertThat(confined.get("seccomp").asBoolean()).isTrue();
  }

  @Test
  void doesNotClaimAGpuThatDoesNoWork() throws IOException {
    var status = status();

    assertThat(status.get("using_gpu").asBoolean()).isFalse();
    assertThat(status.get("gpu_unused_reason").asText()).isNotEmpty();
    assertThat(caller.get("/gpus").json().at("/gpus/0/name").asText()).isEqualTo("NVIDIA H200");
    assertThat(caller.get("/gpus").json().at("/gpus/0/memory_total_mb").asInt()).isEqualTo(143771);
    assertThat(caller.get("/metrics").text())
        .contains("jellyscale_gpu_utilisation_ratio{gpu=\"0\",} 0.17")
        .contains("jellyscale_process_resident_bytes{process=\"renderer-0\"");
  }

  @Test
  void tellsNeitherItsTokenNorItsFolders() throws IOException {
    status();
    for (var path : new String[] {"/logs/recent", "/status", "/doctor", "/health/detailed"}) {
      assertThat(caller.get(path).text()).as(path).doesNotContain(TOKEN, folder.toString());
    }
  }
}
