package dev.jellyscale.api.service.settings;

import dev.jellyscale.api.problem.InvalidFields;
import dev.jellyscale.api.problem.InvalidFields.Fault;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The form by which settings are asked for. */
public class ConfigForm {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,9}");
  private static final List<String> YES = List.of("true", "1", "yes", "on");
  private static final List<String> NO = List.of("false", "0", "no", "off");
  private static final int MOST_CONCURRENT = 256;
  private static final int LAST_DEVICE = 99;

  @RestForm("use_gpu")
  @Nullable String useGpu;

  @RestForm("max_concurrent")
  @Nullable String maxConcurrent;

  @RestForm("gpu_device_id")
  @Nullable String gpuDeviceId;

  /** What is asked for; empty is what is not. */
  record Wish(Optional<Boolean> useGpu, OptionalInt maxConcurrent, OptionalInt gpuDeviceId) {}

  /**
   * What is asked for.
   *
   * @throws InvalidFields if a field is no number or no truth value
   * @throws Invalid if a number is out of its range
   */
  Wish wish() {
    return new Wish(
        truth(useGpu),
        number("max_concurrent", maxConcurrent, 1, MOST_CONCURRENT),
        number("gpu_device_id", gpuDeviceId, 0, LAST_DEVICE));
  }

  private static Optional<Boolean> truth(@Nullable String value) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    var word = value.strip().toLowerCase(Locale.ROOT);
    if (!YES.contains(word) && !NO.contains(word)) {
      throw new InvalidFields(
          new Fault(
              "bool_parsing",
              List.of("body", "use_gpu"),
              "Input should be a valid boolean",
              value));
    }
    return Optional.of(YES.contains(word));
  }

  private static OptionalInt number(String field, @Nullable String value, int least, int most) {
    if (value == null || value.isBlank()) {
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
