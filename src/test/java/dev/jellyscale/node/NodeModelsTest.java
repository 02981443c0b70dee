package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line beside a node that runs, and after one that was killed. */
class NodeModelsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODEL = "models/swift-x2.onnx";

  @TempDir Path folder;

  private JsonNode ask(String... arguments) throws Exception {
    var words = new String[arguments.length + 2];
    words[0] = "models";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    words[words.length - 1] = "--json";
    var said = RunningNode.run(folder, words);
    assertThat(said.code()).as(said.err()).isZero();
    return JSON.readTree(said.out());
  }

  @Test
  void theCommandLineAsksTheNodeThatHoldsTheData() throws Exception {
    try (var node = RunningNode.start(folder, Map.of())) {
      var imported = ask("import", MODEL, "--id", "mine");
      var inspected = ask("inspect", MODEL);
      var listed = ask("list");
      var removed = ask("remove", "mine");

      assertThat(imported.at("/model/state/name").asText()).isEqualTo("installed");
      assertThat(inspected.at("/traits/scale").asInt()).isEqualTo(2);
      assertThat(inspected.at("/traits/precision").asText()).isEqualTo("FLOAT");
      assertThat(listed.at("/models").findValuesAsText("id")).contains("swift-x2", "mine");
      assertThat(removed.at("/model").asText()).isEqualTo("mine");
      assertThat(folder.resolve("data/models/mine")).doesNotExist();
      assertThat(node.stop()).isIn(0, 143);
    }
    assertThat(folder.resolve("data/control.sock")).doesNotExist();
    assertThat(ask("list").at("/models").findValuesAsText("id")).doesNotContain("mine");
  }

  @Test
  void aKilledNodeIsNoObstacle() throws Exception {
    try (var node = RunningNode.start(folder, Map.of())) {
      node.kill();
    }
    assertThat(folder.resolve("data/control.sock")).exists();

    assertThat(ask("list").at("/models").findValuesAsText("id")).contains("swift-x2");
    try (var again = RunningNode.start(folder, Map.of())) {
      assertThat(ask("list").at("/answer").asText()).isEqualTo("models");
      assertThat(again.stop()).isIn(0, 143);
    }
  }

  @Test
  void aSecondNodeIsToldWhoHoldsTheData() throws Exception {
    try (var first = RunningNode.start(folder, Map.of())) {
      assertThatThrownBy(() -> RunningNode.start(folder, Map.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("in use by process " + first.pid());
    }
  }

  @Test
  void readinessTellsWhatIsWrongWithTheDatabaseAndTheNodeLives() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/jellyscale.db"), "no database ".repeat(999));

    try (var node = RunningNode.start(folder, Map.of());
        var client = HttpClient.newHttpClient()) {
      var ready = URI.create(node.management() + "/q/health/ready");
      var answer = client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("no SQLite database").doesNotContain(folder.toString());
    }
  }

  @Test
  void readinessTellsThatTheFolderOfModelsIsNone() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/models"), "a file");

    try (var node = RunningNode.start(folder, Map.of());
        var client = HttpClient.newHttpClient()) {
      var ready = URI.create(node.management() + "/q/health/ready");
      var answer = client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("no folder").contains("JELLYSCALE_DATA");
      assertThat(node.log()).contains("no folder").doesNotContain("\tat ", "holds no token");
    }
  }

  @Test
  void theDefaultModelIsOpenedAndNoOther() throws Exception {
    try (var _ = RunningNode.start(folder, Map.of("DEFAULT_MODEL", "bicubic-x2"))) {
      long deadline = System.nanoTime() + 60_000_000_000L;
      JsonNode listed;
      do {
        listed = ask("list");
      } while (!listed.toString().contains("\"loaded\"") && System.nanoTime() < deadline);

      for (var model : listed.at("/models")) {
        assertThat(model.at("/state/name").asText())
            .isEqualTo(model.at("/id").asText().equals("bicubic-x2") ? "loaded" : "installed");
      }
    }
  }
}
