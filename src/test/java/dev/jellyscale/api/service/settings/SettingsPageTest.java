package dev.jellyscale.api.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of settings in the documents, and the help of {@code serve}, against the code. */
class SettingsPageTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/jellyscale");
  private static final Path LAUNCHER = Path.of("jellyscale");
  private static final Pattern VARIABLE =
      Pattern.compile("\"(JELLYSCALE_[A-Z_]+|MAX_(?:MODEL_)?UPLOAD_BYTES)\"");
  private static final Pattern PROPERTY =
      Pattern.compile("\"(jellyscale(?:\\.[a-z]+)+|default\\.model|api\\.token(?:\\.file)?)\"");
  private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_]+)` \\|.*", Pattern.MULTILINE);

  /** Tests alone set them. */
  private static final Set<String> OF_TESTS =
      Set.of("JELLYSCALE_MODELS_ENABLED", "JELLYSCALE_ACCESS_FOLDER");

  /** The command line alone reads them, and its help tells them. */
  private static final Set<String> OF_CALLERS = Set.of("JELLYSCALE_URL", "JELLYSCALE_TOKEN");

  private static Set<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(hit -> hit.group(1)).collect(Collectors.toSet());
  }

  private static Set<String> inCode() throws IOException {
    var names = new TreeSet<String>();
    try (var files = Files.walk(SOURCES)) {
      for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        var text = Files.readString(file);
        names.addAll(found(VARIABLE, text));
        if (file.startsWith(SOURCES.resolve("api"))) {
          found(PROPERTY, text)
              .forEach(name -> names.add(name.replace('.', '_').toUpperCase(Locale.ROOT)));
        }
      }
    }
    names.removeAll(OF_TESTS);
    names.removeAll(OF_CALLERS);
    return names;
  }

  private static Set<String> inDocuments() throws IOException {
    var page = Files.readString(Path.of("docs/service.md"));
    return new TreeSet<>(found(ROW, page.substring(page.indexOf("\n## Settings"))));
  }

  @Test
  void everySettingOfTheCodeHasARow() throws IOException {
    assertThat(inDocuments()).containsAll(inCode());
  }

  @Test
  void everyRowIsASettingOfTheCodeOrTheLauncher() throws IOException {
    var launcher = Files.readString(LAUNCHER);
    var code = inCode();

    assertThat(inDocuments())
        .allMatch(
            name ->
                code.contains(name)
                    || name.startsWith("QUARKUS_")
                    || launcher.contains("${" + name + ":-"));
  }

  @Test
  void theHelpOfServeNamesEachOfThem() throws IOException {
    var launcher = Files.readString(LAUNCHER);
    var help =
        launcher.substring(launcher.indexOf("serve_usage()"), launcher.indexOf("test_usage()"));

    assertThat(inDocuments()).allMatch(help::contains);
  }
}
