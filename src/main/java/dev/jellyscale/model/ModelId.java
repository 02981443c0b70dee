package dev.jellyscale.model;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.regex.Pattern;

/** Name of a model: letters, digits, {@code _}, {@code -} and single dots inside, at most 64. */
public record ModelId(String value) {
  private static final int MAX_LENGTH = 64;
  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9_-]+(?:\\.[a-zA-Z0-9_-]+)*");

  public ModelId {
    if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
      throw new Invalid("Not a model id (letters, digits, '_', '-', '.', at most 64)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
