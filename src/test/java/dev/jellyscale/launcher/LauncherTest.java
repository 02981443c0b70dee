package dev.jellyscale.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.Requires;
import dev.jellyscale.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LauncherTest {
  private static final int EXIT_USAGE = 2;
  private static final int EXIT_MISSING = 69;

  private LauncherSandbox sandbox;

  @BeforeEach
  void setUp(@TempDir Path folder) throws IOException {
    sandbox = new LauncherSandbox(folder);
  }

  @Test
  void takesTheJdkThatJavaHomeNames() throws Exception {
    sandbox.maven();
    sandbox.onPath(sandbox.jdk("jdk on path", "26"));
    var home = sandbox.jdk("my jdk", "25.0.3");

    var result = sandbox.run(Map.of("JAVA_HOME", home.toString()), "doctor");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).first().isEqualTo("java of my jdk");
  }

  static Set<String> commands() {
    return new CommandLine(new Main()).getSubcommands().keySet();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandOfTheProgramIsOneHere(String command) throws Exception {
    sandbox.maven();
    var home = sandbox.jdk("my jdk", "25");

    var result = sandbox.run(Map.of("JAVA_HOME", home.toString()), command);
    var help = sandbox.run(Map.of("JAVA_HOME", home.toString()), "--help");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).first().isEqualTo("java of my jdk");
    assertThat(help.out()).anyMatch(line -> line.strip().startsWith(command + " "));
  }

  @Test
  void findsAnInstalledJdkWhereJavaHomeAndThePathHaveAnOldOne() throws Exception {
    sandbox.maven();
    var old = sandbox.jdk("jdk-17", "17.0.15");
    sandbox.onPath(old);
    sandbox.jdk("installed jdks/jdk-25", "25");
    var jdks = sandbox.folder().resolve("installed jdks");

    var result =
        sandbox.run(
            Map.of("JAVA_HOME", old.toString(), "JELLYSCALE_JDKS", jdks.toString()), "doctor");

    assertThat(result.out()).first().isEqualTo("java of installed jdks/jdk-25");
    assertThat(sandbox.mavenCalls()).singleElement().asString().startsWith(jdks + "/jdk-25 ");
  }

  @Test
  void asksAJdkForItsVersionWhereItDoesNotSay() throws Exception {
    sandbox.maven();
    var home = sandbox.jdk("silent jdk", "unused");
    Files.delete(home.resolve("release"));
    Files.writeString(
        home.resolve("bin/java"), "#!/usr/bin/env bash\necho 'openjdk version \"25.0.1\"' >&2\n");

    var result = sandbox.run(Map.of("JAVA_HOME", home.toString()), "doctor");

    assertThat(result.exit()).isZero();
  }

  @Test
  void saysInOneLineWhichJdkToInstall() throws Exception {
    sandbox.maven();
    sandbox.onPath(sandbox.jdk("jdk-17", "17.0.15"));

    var result = sandbox.run(Map.of(), "upscale", "in", "out");

    assertThat(result.exit()).isEqualTo(EXIT_MISSING);
    assertThat(result.err()).singleElement().asString().contains("install a JDK 25 or newer");
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"upscale", "test"})
  void saysInOneLineThatMavenIsMissing(String command) throws Exception {
    var home = sandbox.jdk("jdk", "25");

    var result = sandbox.run(Map.of("JAVA_HOME", home.toString()), command);

    assertThat(result.exit()).isEqualTo(EXIT_MISSING);
    assertThat(result.err()).singleElement().asString().contains("install Maven");
  }

  @Test
  void saysInOneLineThatThePlatformIsAnother() throws Exception {
    sandbox.program("uname", "[[ \"$1\" == -s ]] && echo Darwin || echo arm64");

    var result = sandbox.run(Map.of(), "doctor");

    assertThat(result.exit()).isEqualTo(EXIT_MISSING);
    assertThat(result.err()).singleElement().asString().contains("Darwin arm64", "Linux x86_64");
  }

  @Test
  void runsFromAnyFolderThroughALinkAndPassesArgumentsUntouched() throws Exception {
    sandbox.maven();
    var home = sandbox.jdk("jdk", "25");
    var link = Files.createSymbolicLink(sandbox.folder().resolve("link"), launcher());

    var result =
        sandbox.run(
            link, sandbox.folder(), Map.of("JAVA_HOME", home.toString()), "upscale", "a  b", "*");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).endsWith("dev.jellyscale.cli.Main", "upscale", "a  b", "*");
    assertThat(result.out().get(result.out().indexOf("-cp") + 1))
        .startsWith(sandbox.project() + "/target/quarkus-app/app/*:");
  }

  @Test
  void servesFromTheApplicationJar() throws Exception {
    sandbox.maven();
    var home = sandbox.jdk("jdk", "25");

    var result = sandbox.run(Map.of("JAVA_HOME", home.toString()), "serve");

    assertThat(result.out())
        .endsWith("-jar", sandbox.project() + "/target/quarkus-app/quarkus-run.jar");
  }

  @Test
  void runsTheTestsAndEndsWithTheirSummary() throws Exception {
    sandbox.maven(
        """
        echo '[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1 -- in A'
        echo '[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 1'
        mkdir -p target/quarkus-app && echo jar > target/quarkus-app/quarkus-run.jar
        """);
    var home = sandbox.jdk("jdk", "25");

    var result = sandbox.run(Map.of("JAVA_HOME", home.toString()), "test", "-Dtest=A");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).last().isEqualTo("Tests run: 7, Failures: 0, Errors: 0, Skipped: 1");
    assertThat(sandbox.mavenCalls()).last().asString().endsWith("test -Dtest=A");
  }

  @Test
  void countsTheTestsThatRunBesideTheOthersToo() throws Exception {
    sandbox.maven(
        """
        mkdir -p target/quarkus-app && echo jar > target/quarkus-app/quarkus-run.jar
        case "$*" in
          *includesFile*) echo '[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0' ;;
          *excludesFile*) echo '[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 1' ;;
        esac
        """);
    var home = sandbox.jdk("jdk", "25");

    var result = sandbox.run(Map.of("JAVA_HOME", home.toString()), "test", "-o");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).last().isEqualTo("Tests run: 9, Failures: 0, Errors: 0, Skipped: 1");
    assertThat(sandbox.mavenCalls())
        .anySatisfy(call -> assertThat(call).endsWith("test-compile -o"));
  }

  @Test
  void failsWhereATestFailsThatRunsBesideTheOthers() throws Exception {
    sandbox.maven(
        """
        mkdir -p target/quarkus-app && echo jar > target/quarkus-app/quarkus-run.jar
        case "$*" in
          *includesFile*) echo '[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0'; exit 1 ;;
          *excludesFile*) echo '[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0' ;;
        esac
        """);
    var home = sandbox.jdk("jdk", "25");

    var result = sandbox.run(Map.of("JAVA_HOME", home.toString()), "test");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).last().isEqualTo("Tests run: 9, Failures: 1, Errors: 0, Skipped: 0");
  }

  @Test
  void failsWhereATestFails() throws Exception {
    sandbox.maven(
        """
        mkdir -p target/quarkus-app && echo jar > target/quarkus-app/quarkus-run.jar
        [[ "$*" == *package* ]] && exit 0
        echo '[ERROR] Tests run: 7, Failures: 1, Errors: 0, Skipped: 0'; exit 3
        """);
    var home = sandbox.jdk("jdk", "25");

    var result = sandbox.run(Map.of("JAVA_HOME", home.toString()), "test");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.out()).last().isEqualTo("Tests run: 7, Failures: 1, Errors: 0, Skipped: 0");
  }

  @Test
  void failsWhereNoTestRan() throws Exception {
    sandbox.maven();
    var home = sandbox.jdk("jdk", "25");

    var result = sandbox.run(Map.of("JAVA_HOME", home.toString()), "test");

    assertThat(result.exit()).isNotZero();
    assertThat(result.out()).last().isEqualTo("No test ran.");
  }

  @Test
  void helpNamesEveryCommand() throws Exception {
    var result = sandbox.run(Map.of(), "--help");

    assertThat(result.exit()).isZero();
    assertThat(String.join("\n", result.out()))
        .contains("upscale", "probe", "doctor", "bench", "serve", "test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "test"})
  void itsOwnCommandsExplainThemselvesWithoutABuild(String command) throws Exception {
    var result = sandbox.run(Map.of(), command, "--help");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).first().asString().startsWith("Usage: jellyscale " + command);
  }

  @Test
  void refusesAnUnknownCommand() throws Exception {
    var result = sandbox.run(Map.of(), "upscael");

    assertThat(result.exit()).isEqualTo(EXIT_USAGE);
    assertThat(result.err()).singleElement().asString().contains("upscael");
  }

  @Test
  void showsItsHelpAsAnErrorWhereNothingIsAsked() throws Exception {
    var result = sandbox.run(Map.of());

    assertThat(result.exit()).isEqualTo(EXIT_USAGE);
    assertThat(result.err()).first().asString().startsWith("Usage:");
  }

  @Test
  void startsThePackagedProgramWithoutAWarning() throws Exception {
    var target = Path.of("target");
    Requires.that(
        LauncherSandbox.isBuilt(target),
        "the packaged program of these sources, which './jellyscale test' builds");
    sandbox.builtFrom(target);

    var result =
        sandbox.run(Map.of("JAVA_HOME", System.getProperty("java.home")), "doctor", "--json");

    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.out()).singleElement().asString().startsWith("{\"healthy\":true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jellyscale", ".ci/run"})
  void shellcheckFindsNothing(String script) throws Exception {
    Requires.program("shellcheck");

    var check = new ProcessBuilder("shellcheck", script).inheritIO().start();

    assertThat(check.waitFor()).isZero();
  }

  private Path launcher() {
    return sandbox.project().resolve("jellyscale");
  }
}
