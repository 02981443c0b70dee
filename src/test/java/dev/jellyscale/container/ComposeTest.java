package dev.jellyscale.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.jobs.node.JobSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hardening of the Compose file that operators copy. */
class ComposeTest {
  private static final Path FOLDER = Path.of("deploy/compose");

  private final JsonNode service = service("compose.yaml");

  private static JsonNode service(String file) {
    try {
      return new ObjectMapper(new YAMLFactory())
          .readTree(FOLDER.resolve(file).toFile())
          .path("services")
          .path("jellyscale");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(entry -> texts.add(entry.asText()));
    return texts;
  }

  @Test
  void takesEveryRightAway() {
    assertThat(service.path("read_only").isBoolean()).isTrue();
    assertThat(service.path("read_only").asBoolean()).isTrue();
    assertThat(texts(service.path("cap_drop"))).containsExactly("ALL");
    assertThat(texts(service.path("security_opt"))).containsExactly("no-new-privileges:true");
    assertThat(service.path("user").asText()).isEqualTo("1000:1000");
  }

  @ParameterizedTest
  @CsvSource({"privileged", "cap_add", "network_mode", "pid", "ipc", "devices"})
  void givesNothingBack(String key) {
    assertThat(service.has(key)).isFalse();
    assertThat(service("compose.cuda.yaml").has(key)).isFalse();
  }

  @Test
  void boundsProcessesMemoryAndLogs() {
    assertThat(service.path("pids_limit").asInt()).isPositive();
    assertThat(service.path("mem_limit").asText()).isNotEmpty();
    assertThat(service.at("/logging/options/max-size").asText()).isNotEmpty();
  }

  @Test
  void writesToDataWorkOutputAndTmpAlone() {
    var writable = new ArrayList<String>();
    for (var volume : service.path("volumes")) {
      if (volume.isTextual()) {
        writable.add(volume.asText());
      } else if (!volume.path("read_only").asBoolean()) {
        writable.add(volume.path("target").asText());
      }
    }

    assertThat(writable).containsExactly("data:/data", "work:/work", "/output");
    assertThat(texts(service.path("tmpfs")))
        .singleElement()
        .asString()
        .startsWith("/tmp:size=")
        .contains("noexec", "nosuid", "nodev");
  }

  @Test
  void endsWithinTheGraceOfTheContainer() {
    var whole = service.path("stop_grace_period").asText();
    var ours = JobSettings.of(Map.of("JELLYSCALE_GRACE", environment("JELLYSCALE_GRACE")));

    assertThat(ours.grace()).isLessThan(Duration.parse("PT" + whole.toUpperCase(Locale.ROOT)));
  }

  @Test
  void readsMediaAndWritesFinishedVideos() {
    var roots =
        MediaRoots.of(
            Map.of(
                MediaRoots.SOURCES, environment(MediaRoots.SOURCES),
                MediaRoots.OUTPUT_FOLDER, environment(MediaRoots.OUTPUT_FOLDER)));

    assertThat(roots.folders())
        .isEqualTo(Map.of("media", Path.of("/media"), "output", Path.of("/output")));
  }

  private String environment(String name) {
    return service.path("environment").path(name).asText();
  }

  @Test
  void publishesItsPortOnThisMachineAlone() {
    assertThat(texts(service.path("ports"))).containsExactly("127.0.0.1:5000:5000");
  }

  @ParameterizedTest
  @CsvSource({"compose.yaml", "compose.cuda.yaml"})
  void buildsImagesFromRecipesThatExist(String file) {
    var build = service(file).path("build");
    var context = FOLDER.resolve(build.path("context").asText());

    assertThat(Files.isRegularFile(context.resolve(build.path("dockerfile").asText()))).isTrue();
    assertThat(Files.isRegularFile(context.resolve("pom.xml"))).isTrue();
  }

  @Test
  void asksForAGpuOnlyInItsOwnFile() {
    var devices = "/deploy/resources/reservations/devices";

    assertThat(service.at(devices).isMissingNode()).isTrue();
    assertThat(texts(service("compose.cuda.yaml").at(devices).path(0).path("capabilities")))
        .contains("gpu");
  }
}
