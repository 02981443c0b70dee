package dev.jellyscale.config;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.regex.Pattern;

/**
 * Name of a node, unique among those that share a database: letters, digits, {@code .}, {@code _},
 * {@code -}, at most 64, beginning with a letter or a digit.
 */
public record NodeName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");

  public NodeName {
    if (!FORM.matcher(value).matches()) {
      throw new Invalid(
          "'" + value + "' is no name for a node (letters, digits, '.', '_', '-', at most 64)");
    }
  }

  /** Whether {@code value} could be a name. */
  static boolean fits(String value) {
    return FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
