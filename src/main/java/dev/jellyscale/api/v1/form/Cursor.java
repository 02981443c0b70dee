package dev.jellyscale.api.v1.form;

import dev.jellyscale.api.problem.InvalidFields;
import dev.jellyscale.api.problem.InvalidFields.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a list begins, as callers hand it back. What it holds is nobody's business
 * but the list's, and may change.
 *
 * @param list of which it is
 */
public record Cursor(String list) {
  private static final int LONGEST = 200;

  /** The written form of a place in the list. */
  public String write(String place) {
    var bytes = (list + ":" + place).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * The place that was written.
   *
   * @param text null: the list begins
   * @param form of places in this list
   * @throws InvalidFields if it is of another list, or of none
   */
  public Optional<String> read(@Nullable String text, Pattern form) {
    if (text == null) {
      return Optional.empty();
    }
    var prefix = list + ":";
    var read = decoded(text);
    if (read.startsWith(prefix) && form.matcher(read.substring(prefix.length())).matches()) {
      return Optional.of(read.substring(prefix.length()));
    }
    throw new InvalidFields(Fault.invalid("query", "cursor", "It is no cursor of this list"));
  }

  private static String decoded(String text) {
    try {
      return text.length() > LONGEST
          ? ""
          : new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
