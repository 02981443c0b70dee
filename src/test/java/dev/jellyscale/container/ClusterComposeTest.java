package dev.jellyscale.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.config.Places;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.jobs.node.JobSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The Compose file of two nodes and a database, as operators copy it. */
class ClusterComposeTest {
  private static final Path FOLDER = Path.of("deploy/compose");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::[-?]([^}]*))?}");

  private final JsonNode file = read("compose.cluster.yaml");
  private final JsonNode single = read("compose.yaml").at("/services/jellyscale");

  /** With anchors and merges resolved, as Compose does. */
  private static JsonNode read(String name) {
    try (var text = Files.newBufferedReader(FOLDER.resolve(name))) {
      return new ObjectMapper().valueToTree(new Yaml().<Map<String, Object>>load(text));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private JsonNode node(String name) {
    return file.path("services").path(name);
  }

  private Map<String, String> environment(String name) {
    var environment = new HashMap<String, String>();
    node(name)
        .path("environment")
        .properties()
        .forEach(
            entry ->
                environment.put(
                    entry.getKey(),
                    VARIABLE.matcher(entry.getValue().asText()).replaceAll("0123456789abcdef")));
    return environment;
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(entry -> texts.add(entry.isTextual() ? entry.asText() : entry.toString()));
    return texts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"node-a", "node-b"})
  void aNodeIsAsConfinedAsASingleOne(String name) {
    for (var key :
        List.of(
            "user",
            "read_only",
            "cap_drop",
            "security_opt",
            "pids_limit",
            "mem_limit",
            "tmpfs",
            "stop_grace_period",
            "logging",
            "build")) {
      assertThat(node(name).path(key)).as(key).isEqualTo(single.path(key));
    }
    for (var key : List.of("privileged", "cap_add", "network_mode", "pid", "ipc", "devices")) {
      assertThat(node(name).has(key)).as(key).isFalse();
    }
    assertThat(texts(node(name).path("ports"))).allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void nodesShareWorkMediaAndOutputAndNothingElse() {
    var a = new HashSet<>(texts(node("node-a").path("volumes")));
    var b = new HashSet<>(texts(node("node-b").path("volumes")));
    var shared = new HashSet<>(a);
    shared.retainAll(b);

    assertThat(shared).hasSize(3).contains("work:/work");
    assertThat(a)
        .hasSize(4)
        .contains("data-a:/data")
        .containsAll(
            texts(single.path("volumes")).stream()
                .filter(volume -> !volume.startsWith("data:"))
                .toList());
    assertThat(b).hasSize(4).contains("data-b:/data");
  }

  @Test
  void nodesHaveTheSameSettingsButForTheirNames() {
    var a = environment("node-a");
    var b = environment("node-b");

    assertThat(Places.ofEnvironment(a).node()).isNotEqualTo(Places.ofEnvironment(b).node());
    a.remove("JELLYSCALE_NODE");
    b.remove("JELLYSCALE_NODE");
    assertThat(a).isEqualTo(b);
    assertThat(texts(node("node-a").path("ports")))
        .doesNotContainAnyElementsOf(texts(node("node-b").path("ports")));
  }

  @Test
  void theNodesOwnReadersUnderstandTheSettings() {
    var settings = JobSettings.of(environment("node-a"));
    var secret = file.at("/secrets/sealing-key/file").asText();

    assertThat(settings.database().orElseThrow())
        .hasToString("postgresql://database:5432/jellyscale");
    assertThat(settings.outside().keys().file()).contains(Path.of("/run/secrets/sealing-key"));
    assertThat(texts(node("node-a").path("secrets"))).containsExactly("sealing-key");
    assertThat(secret).isEqualTo("./secrets/sealing-key");
    assertThat(MediaRoots.of(environment("node-a")).folders().keySet())
        .isEqualTo(Set.of("media", "output"));
  }

  @Test
  void theDatabaseIsReachedByTheNodesAloneAndHasThePasswordOfTheirAddress() throws IOException {
    var database = node("database");
    var url = node("node-a").at("/environment/JELLYSCALE_DATABASE_URL").asText();

    assertThat(database.has("ports")).isFalse();
    assertThat(url).contains(database.at("/environment/POSTGRES_PASSWORD").asText());
    assertThat(url).endsWith("@database:5432/" + database.at("/environment/POSTGRES_DB").asText());
    assertThat(node("node-b").at("/depends_on/database/condition").asText())
        .isEqualTo("service_healthy");
  }

  @Test
  void everyVolumeIsDeclared() {
    assertThat(file.path("volumes").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("data-a", "data-b", "work", "database");
  }
}
