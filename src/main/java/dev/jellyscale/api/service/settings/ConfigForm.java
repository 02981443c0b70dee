package dev.jellyscale.api.service.settings;

import dev.jellyscale.api.problem.InvalidFields;
import dev.jellyscale.api.problem.InvalidFields.Fault;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The fields by which settings are asked for, in a form or behind a question mark. */
public final class ConfigForm {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,9}");
  private static final List<String> YES = List.of("true", "1", "yes", "on");
  private static final List<String> NO = List.of("false", "0", "no", "off");
  private static final int MOST_CONCURRENT = 256;
  private static final int LAST_DEVICE = 99;

  private ConfigForm() {}

  /** What is asked for; empty is what is not. */
  public record Wish(
      Optional<Boolean> useGpu, OptionalInt maxConcurrent, OptionalInt gpuDeviceId) {}

  /**
   * What is asked for.
   *
   * @param fields the text of a field, by its name
   * @throws InvalidFields if a field is no number or no truth value
   * @throws Invalid if a number is out of its range
   */
  public static Wish wish(Function<String, Optional<String>> fields) {
    return new Wish(
        fields.apply("use_gpu").filter(text -> !text.isBlank()).map(ConfigForm::truth),
        number(fields, "max_concurrent", 1, MOST_CONCURRENT),
        number(fields, "gpu_device_id", 0, LAST_DEVICE));
  }

  private static boolean truth(String value) {
    var word = value.strip().toLowerCase(Locale.ROOT);
    if (!YES.contains(word) && !NO.contains(word)) {
      throw new InvalidFields(
          new Fault(
              "bool_parsing",
              List.of("body", "use_gpu"),
              "Input should be a valid boolean",
              value));
    }
    return YES.contains(word);
  }

  private static OptionalInt number(
      Function<String, Optional<String>> fields, String field, int least, int most) {
    var value = fields.apply(field).orElse("");
    if (value.isBlank()) {
      return OptionalInt.empty();
    }
    if (!NUMBER.matcher(value.strip()).matches()) {
      throw new InvalidFields(Fault.noInteger(field, value));
    }
    int number = Integer.parseInt(value.strip());
    if (number < least || number > most) {
      throw new Invalid("%s is from %d to %d".formatted(field, least, most));
    }
    return OptionalInt.of(number);
  }
}
