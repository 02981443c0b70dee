package dev.jellyscale.jobs.notify;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.regex.Pattern;

/**
 * Name of a target: small letters, digits, {@code _}, {@code -}, at most 32, beginning with a
 * letter or a digit.
 */
public record TargetName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

  public TargetName {
    if (!FORM.matcher(value).matches()) {
      throw new Invalid(
          "The name of a target has small letters, digits, '_' and '-', at most 32 of them");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
