package dev.jellyscale.api.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every black-box check of the contract names the test that makes it. */
class ContractChecksTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| (?!check |---)(.+) \\|(.*)\\| `(\\w+)\\.(\\w+)` \\|$");
  private static final int CHECKS = 47;

  private static List<String> rows() throws IOException {
    return Files.readAllLines(Path.of("docs/contract-checks.md")).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| check "))
        .toList();
  }

  static Stream<String> checks() throws IOException {
    return rows().stream();
  }

  @ParameterizedTest
  @MethodSource("checks")
  void isMadeByATestThatExists(String row) throws IOException {
    var match = ROW.matcher(row);
    assertThat(match.matches()).as(row).isTrue();

    var source = source(match.group(3) + ".java");

    assertThat(source).contains("\n  void " + match.group(4) + "(");
  }

  private static String source(String file) throws IOException {
    try (var files = Files.walk(Path.of("src/test/java"))) {
      var found = files.filter(path -> path.endsWith(file)).toList();
      assertThat(found).as(file).hasSize(1);
      return Files.readString(found.getFirst());
    }
  }

  @Test
  void noneIsLost() throws IOException {
    assertThat(rows()).hasSizeGreaterThanOrEqualTo(CHECKS);
  }
}
