package dev.jellyscale.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No engine builds images here, so what makes ours safe is read from their recipes. */
class DockerfileTest {
  private static final Path DOCKER = Path.of("docker");

  private static Dockerfile read(String name) throws IOException {
    return Dockerfile.read(DOCKER.resolve(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.cpu", "Dockerfile.cuda"})
  void buildsInAStageThatIsNotShipped(String name) throws IOException {
    var file = read(name);

    assertThat(file.stages()).hasSize(2);
    assertThat(file.stages().getFirst().getFirst().arguments()).endsWith(" AS build");
    assertThat(file.image("COPY")).allSatisfy(copy -> assertThat(copy).startsWith("--from=build "));
    assertThat(file.image("ADD")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.cpu", "Dockerfile.cuda"})
  void runsAsAUserWithoutRights(String name) throws IOException {
    var file = read(name);

    assertThat(file.image("USER")).containsExactly("1000:1000");
    assertThat(file.image("RUN")).noneMatch(run -> run.contains("chmod u+s"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.cpu", "Dockerfile.cuda"})
  void unpacksNativeLibrariesWhenItIsBuilt(String name) throws IOException {
    assertThat(read(name).image("COPY"))
        .contains("--from=build /src/target/natives /opt/jellyscale/target/natives");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.cpu", "Dockerfile.cuda"})
  void looksAfterTheNodesHealthWithAProgramThatItHolds(String name) throws IOException {
    var file = read(name);

    assertThat(file.image("HEALTHCHECK"))
        .singleElement()
        .asString()
        .endsWith("CMD [\"/opt/jellyscale/health\"]");
    assertThat(file.image("COPY"))
        .contains("--from=build /src/docker/health /opt/jellyscale/health");
    assertThat(Files.isExecutable(DOCKER.resolve("health"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.cpu", "Dockerfile.cuda"})
  void writesOnlyToItsTwoFolders(String name) throws IOException {
    var environment = String.join(" ", read(name).image("ENV"));

    assertThat(environment)
        .contains("JELLYSCALE_DATA=/data", "JELLYSCALE_WORK=/work", "HOME=/work")
        .contains("QUARKUS_HTTP_HOST=0.0.0.0")
        .doesNotContain("MANAGEMENT", "API_TOKEN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.cpu", "Dockerfile.cuda"})
  void namesTheVersionOfEachImageItIsMadeOf(String name) throws IOException {
    var version = Pattern.compile("[\\w/.-]+:[\\w.-]*\\d[\\w.-]*( AS \\w+)?");

    assertThat(read(name).stages())
        .allSatisfy(stage -> assertThat(stage.getFirst().arguments()).matches(version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.cpu", "Dockerfile.cuda"})
  void copiesOnlyWhatTheBuildContextHolds(String name) throws IOException {
    var context = Files.readAllLines(Path.of(".dockerignore"));

    assertThat(context).contains("*").containsAll(List.of("!jellyscale", "!docker/health"));
    assertThat(read(name).image("COPY"))
        .map(copy -> copy.split(" ")[1].replaceFirst("/src/", ""))
        .allMatch(
            from ->
                from.equals("jre") || from.startsWith("target/") || context.contains("!" + from));
  }
}
