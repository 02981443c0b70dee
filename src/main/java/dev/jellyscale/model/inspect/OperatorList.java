package dev.jellyscale.model.inspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** Operators that a model may use, from the file {@code operators.txt}. */
final class OperatorList {
  private static final Set<String> ALLOWED = read();

  private OperatorList() {}

  /** Whether an operator by its name, with the domain in front unless it is standard, is listed. */
  static boolean allows(String operator) {
    return ALLOWED.contains(operator);
  }

  private static Set<String> read() {
    try (var file = OperatorList.class.getResourceAsStream("operators.txt")) {
      if (file == null) {
        throw new IllegalStateException("This build has no list of operators");
      }
      return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
