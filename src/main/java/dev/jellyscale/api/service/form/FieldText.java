package dev.jellyscale.api.service.form;

import dev.jellyscale.api.problem.InvalidFields;
import dev.jellyscale.api.problem.InvalidFields.Fault;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the words of a field or of a query as the contract's service does. */
public final class FieldText {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,18}");

  private FieldText() {}

  /**
   * A whole number.
   *
   * @param place {@code body} or {@code query}
   * @throws InvalidFields if it is none
   */
  public static long integer(String place, String field, String value) {
    var text = value.strip();
    if (!INTEGER.matcher(text).matches()) {
      throw new InvalidFields(Fault.noInteger(place, field, value));
    }
    return Long.parseLong(text);
  }

  /**
   * True or false, in any of the usual spellings.
   *
   * @param place {@code body} or {@code query}
   * @throws InvalidFields if it is neither
   */
  public static boolean truth(String place, String field, String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on", "t", "y" -> true;
      case "false", "0", "no", "off", "f", "n" -> false;
      default ->
          throw new InvalidFields(
              new Fault(
                  "bool_parsing", List.of(place, field), "Input should be a valid boolean", value));
    };
  }
}
