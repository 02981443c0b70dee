package dev.jellyscale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What help and documents promise exists, and what exists is explained. */
class HelpTest {
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

  /** Options of other programs, and of the launcher itself, that the README shows too. */
  private static final Pattern FOREIGN = Pattern.compile("--help|--version");

  @ParameterizedTest
  @ValueSource(
      strings = {"upscale", "probe", "doctor", "bench", "models", "jobs", "jobs add", "rules"})
  void everyCommandExplainsItself(String command) {
    var out = new StringWriter();

    int exit = Main.run(new PrintWriter(out, true), new PrintWriter(out, true), words(command));

    assertThat(exit).isZero();
    assertThat(out.toString()).startsWith("Usage: jellyscale " + command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/exit-codes.md", "docs/formats.md", "SECURITY.md"})
  void everyOptionThatADocumentNamesExists(String document) throws Exception {
    var named = options(Files.readString(Path.of(document)));

    assertThat(allOptions()).containsAll(named);
  }

  @Test
  void theReadmeNamesEveryOptionOfUpscale() throws Exception {
    var readme = options(Files.readString(Path.of("README.md")));

    assertThat(readme).containsAll(options(help("upscale")));
  }

  @ParameterizedTest
  @EnumSource(ExitCode.class)
  void everyExitCodeIsDocumented(ExitCode code) throws IOException {
    var page = Files.readString(Path.of("docs/exit-codes.md"));

    assertThat(page).contains("| %d | %s |".formatted(code.code(), code.meaning()));
  }

  private static Set<String> allOptions() {
    var all = new TreeSet<String>();
    for (var command :
        new String[] {
          "upscale", "probe", "doctor", "bench", "models", "jobs", "jobs add", "rules"
        }) {
      all.addAll(options(help(command)));
    }
    return all;
  }

  private static String help(String command) {
    var out = new StringWriter();
    Main.run(new PrintWriter(out, true), new PrintWriter(out, true), words(command));
    return out.toString();
  }

  private static String[] words(String command) {
    return (command + " --help").split(" ");
  }

  private static Set<String> options(String text) {
    var found = new TreeSet<String>();
    var match = OPTION.matcher(text);
    while (match.find()) {
      if (!FOREIGN.matcher(match.group()).matches()) {
        found.add(match.group());
      }
    }
    return found;
  }
}
