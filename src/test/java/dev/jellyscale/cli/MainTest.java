package dev.jellyscale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.protocol.ProgramVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void anUnknownOptionIsAUsageErrorInOneLineAndAPointer() {
    int code = run("--nonsense");

    assertThat(code).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString().lines()).hasSize(2);
    assertThat(err.toString()).startsWith("jellyscale: ").contains("--nonsense");
  }

  @Test
  void thePointerNamesTheWholeCommand() {
    run("models", "remove");

    assertThat(err.toString()).contains("See 'jellyscale models remove --help'.");
  }

  @Test
  void withoutASubCommandTheUsageIsShown() {
    int code = run();

    assertThat(code).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("Usage: jellyscale");
  }

  @Test
  void helpListsTheExitCodes() {
    int code = run("--help");

    assertThat(code).isEqualTo(ExitCode.OK.code());
    assertThat(out.toString()).contains("Exit codes:").contains(ExitCode.NOT_VIDEO.meaning());
  }

  @Test
  void theVersionIsThatOfThePom() throws IOException {
    int code = run("--version");

    assertThat(code).isEqualTo(ExitCode.OK.code());
    assertThat(out.toString()).contains(ProgramVersion.VALUE);
    assertThat(Files.readString(Path.of("pom.xml")))
        .containsPattern("<version>" + ProgramVersion.VALUE + "(-SNAPSHOT)?</version>");
  }

  @Test
  void memoryThatIsShortIsToldInOneLine() {
    int code =
        new FailureLine(() -> false)
            .guard(
                new PrintWriter(err, true),
                new String[0],
                () -> {
                  throw new OutOfMemoryError("Java heap space");
                });

    assertThat(code).isEqualTo(ExitCode.LIMIT_EXCEEDED.code());
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("Java heap space").contains("JELLYSCALE_HEAP");
  }

  @Test
  void everySubCommandShowsWhereAFailureComesFromIfItIsAsked() {
    int code = run("bench", "quality", "--verbose", "missing.png");

    assertThat(code).isEqualTo(ExitCode.NOT_FOUND.code());
    assertThat(err.toString()).contains("No picture 'missing.png'").contains("\tat ");
  }

  @ParameterizedTest
  @CsvSource({
    "models inspect /nothing/here.onnx, not_found, 10",
    "models recommend --size wide, usage, 2",
    "models install, usage, 2",
    "models clean --unused-for -1, invalid, 11",
    "jobs show x, invalid, 11",
    "jobs published remove x, invalid, 11",
    "jobs windows set nights, usage, 2"
  })
  void aFailureIsAnObjectForWhoHasAskedForOne(String words, String kind, int code)
      throws IOException {
    int ended = run((words + " --json").split(" "));

    assertThat(ended).isEqualTo(code);
    var error = new ObjectMapper().readTree(out.toString()).get("error");
    assertThat(error.get("kind").asText()).isEqualTo(kind);
    assertThat(err.toString()).startsWith("jellyscale: " + error.get("message").asText());
    assertThat(out.toString().lines()).hasSize(1);
  }

  @Test
  void withoutTheOptionAFailureIsALineAlone() {
    run("models", "inspect", "/nothing/here.onnx");

    assertThat(out.toString()).isEmpty();
  }

  @Test
  void controlCharactersOfAFileNameDoNotReachTheTerminal() {
    run("probe", "a\033[2Jb.mkv");

    assertThat(err.toString()).contains("a?[2Jb.mkv").doesNotContain("\033");
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
