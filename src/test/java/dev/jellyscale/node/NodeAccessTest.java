package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may use a node that is really started, by what its environment and its folder say. */
class NodeAccessTest {
  private static final String TOKENS = "/auth/tokens";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
  }

  private HttpResponse<String> get(RunningNode node, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(node.service().resolve(TOKENS));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private int with(RunningNode node, String token) throws IOException, InterruptedException {
    return get(node, "X-Api-Token", token).statusCode();
  }

  @Test
  void theFirstStartMakesATokenAndTellsItsPathAlone() throws Exception {
    var file = folder.resolve("data/secrets/bootstrap-token");
    String token;
    try (var node = RunningNode.start(folder, Map.of())) {
      token = Files.readString(file).strip();

      assertThat(node.log()).contains(file.toRealPath().toString()).doesNotContain(token);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(with(node, token)).isEqualTo(200);
      assertThat(get(node).statusCode()).isEqualTo(403);
      assertThat(node.stop()).isIn(0, 143);
    }
    try (var again = RunningNode.start(folder, Map.of())) {
      assertThat(with(again, token)).isEqualTo(200);
      assertThat(file).hasContent(token);
    }
    try (var other = RunningNode.start(folder, Map.of("API_TOKEN", "secret"))) {
      assertThat(with(other, token)).isEqualTo(403);
      assertThat(with(other, "secret")).isEqualTo(200);
      assertThat(other.log()).contains("might be guessed").doesNotContain("secret ");
    }
  }

  @Test
  void anOpenDoorIsShoutedAndOpensToThisMachinesOwnNameAlone() throws Exception {
    try (var node = RunningNode.start(folder, Map.of("API_TOKEN", "disable"))) {
      assertThat(node.log()).contains("WARN").contains("EVERY PROGRAM ON THIS MACHINE");
      assertThat(get(node).statusCode()).isEqualTo(200);
      assertThat(get(node, "Origin", "http://localhost:8096").statusCode()).isEqualTo(200);
      assertThat(get(node, "Origin", "https://example.org").statusCode()).isEqualTo(403);
      assertThat(get(node, "Origin", "null").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void noDoorIsOpenedToOtherMachines() throws Exception {
    var said =
        RunningNode.refused(folder, Map.of("API_TOKEN", "disable", "QUARKUS_HTTP_HOST", "0.0.0.0"));

    assertThat(said.code()).isEqualTo(11);
    assertThat(said.out() + said.err()).contains("API_TOKEN=disable").contains("0.0.0.0");
  }

  @Test
  void withoutADataDirectoryOnlyTheOperatorsTokenIsOfUse() throws Exception {
    Files.createDirectories(folder.resolve("data/secrets"));
    Files.writeString(folder.resolve("data/secrets/tokens.db"), "no database ".repeat(999));

    try (var closed = RunningNode.start(folder, Map.of())) {
      assertThat(get(closed).body())
          .isEqualTo("{\"detail\":\"No API token is configured on this service\"}");
      assertThat(with(closed, "x")).isEqualTo(403);
    }
    try (var open = RunningNode.start(folder, Map.of("API_TOKEN", "secret"))) {
      assertThat(with(open, "secret")).isEqualTo(500);
      assertThat(with(open, "wrong")).isEqualTo(403);
    }
  }
}
