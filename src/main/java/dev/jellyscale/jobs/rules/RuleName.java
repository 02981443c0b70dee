package dev.jellyscale.jobs.rules;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.regex.Pattern;

/**
 * The name of a rule.
 *
 * @param value letters, digits, {@code .}, {@code _}, {@code -}, at most 64, beginning with a
 *     letter or a digit
 */
public record RuleName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");

  public RuleName {
    if (!FORM.matcher(value).matches()) {
      throw new Invalid(
          "That is no name for a rule (letters, digits, '.', '_', '-', at most 64, beginning with a"
              + " letter or a digit)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
