package dev.jellyscale.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherBuildTest {
  private static final int EXIT_BUILD_FAILED = 70;

  private LauncherSandbox sandbox;
  private Map<String, String> environment;

  @BeforeEach
  void setUp(@TempDir Path folder) throws IOException {
    sandbox = new LauncherSandbox(folder);
    sandbox.maven();
    environment = Map.of("JAVA_HOME", sandbox.jdk("jdk", "25").toString());
  }

  @Test
  void buildsOnceAndSaysSo() throws Exception {
    var first = sandbox.run(environment, "doctor");
    var second = sandbox.run(environment, "doctor");

    assertThat(first.err()).singleElement().asString().startsWith("Building");
    assertThat(second.err()).isEmpty();
    assertThat(sandbox.mavenCalls()).singleElement().asString().contains(" package");
  }

  @Test
  void needsNoMavenWhereAllIsBuilt() throws Exception {
    sandbox.run(environment, "doctor");
    sandbox.program("mvn", "exit 1");

    var result = sandbox.run(environment, "doctor");

    assertThat(result.exit()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pom.xml", "src/main/java/New.java", "models/new.onnx"})
  void buildsAgainWhereASourceIsNewer(String source) throws Exception {
    sandbox.run(environment, "doctor");
    change(source);

    sandbox.run(environment, "doctor");

    assertThat(sandbox.mavenCalls()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"models/training/train.py", "README.md"})
  void doesNotBuildAgainForWhatIsNotInTheProgram(String file) throws Exception {
    Files.createFile(sandbox.project().resolve(file));
    sandbox.run(environment, "doctor");
    change(file);

    sandbox.run(environment, "doctor");

    assertThat(sandbox.mavenCalls()).hasSize(1);
  }

  @Test
  void buildsAgainWhereTheBuildWasDeleted() throws Exception {
    sandbox.run(environment, "doctor");
    Files.delete(sandbox.project().resolve("target/quarkus-app/quarkus-run.jar"));

    sandbox.run(environment, "doctor");

    assertThat(sandbox.mavenCalls()).hasSize(2);
  }

  @Test
  void aFailedBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
    sandbox.maven("echo '[INFO] chatter'; echo '[ERROR] Foo.java:[3,4] no such thing'; exit 1");

    var first = sandbox.run(environment, "doctor");
    var second = sandbox.run(environment, "doctor");

    assertThat(first.exit()).isEqualTo(EXIT_BUILD_FAILED);
    assertThat(first.err())
        .contains("[ERROR] Foo.java:[3,4] no such thing")
        .doesNotContain("[INFO] chatter");
    assertThat(second.exit()).isEqualTo(EXIT_BUILD_FAILED);
    assertThat(sandbox.mavenCalls()).hasSize(2);
  }

  @Test
  void anotherVariantIsBuiltAfresh() throws Exception {
    sandbox.run(environment, "doctor");
    var leftover = sandbox.project().resolve("target/quarkus-app/leftover.jar");
    Files.createFile(leftover);

    sandbox.run(
        Map.of("JAVA_HOME", environment.get("JAVA_HOME"), "JELLYSCALE_CUDA", "1"), "doctor");

    assertThat(sandbox.mavenCalls()).last().asString().contains(" -Pcuda ");
    assertThat(leftover).doesNotExist();
  }

  private void change(String source) throws IOException {
    var file = sandbox.project().resolve(source);
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofSeconds(10))));
  }
}
