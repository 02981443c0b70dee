package dev.jellyscale.config;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * An environment variable and its value. A value that is not understood is told with the variable's
 * name, and never replaced by a default.
 *
 * @param value without blanks around it; empty where the variable is not set or blank
 */
public record EnvironmentSetting(String name, Optional<String> value) {
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,14})([KMGT])(?:iB)?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  /** A variable of an environment. */
  public static EnvironmentSetting of(String name, Map<String, String> environment) {
    return new EnvironmentSetting(
        name,
        Optional.ofNullable(environment.get(name))
            .map(String::strip)
            .filter(text -> !text.isEmpty()));
  }

  /**
   * A size with its unit, such as {@code 4GiB} or {@code 512MiB}; units are powers of 1024.
   *
   * @return bytes; empty where nothing is set
   * @throws Invalid if it is no such size
   */
  public OptionalLong bytes() {
    return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(bytes(value.get()));
  }

  private long bytes(String text) {
    var size = SIZE.matcher(text);
    if (!size.matches()) {
      throw wrong("a size with its unit, such as 4GiB or 512MiB");
    }
    int power = "KMGT".indexOf(size.group(2)) + 1;
    try {
      return Math.multiplyExact(Long.parseLong(size.group(1)), 1L << (10 * power));
    } catch (ArithmeticException e) {
      throw new Invalid(name + " is larger than any memory", e);
    }
  }

  /**
   * A length of time in the form of ISO 8601, such as {@code PT10M}, above 0.
   *
   * @throws Invalid if it is no such length
   */
  public Optional<Duration> duration() {
    return value.map(this::duration);
  }

  private Duration duration(String text) {
    try {
      var length = Duration.parse(text);
      if (length.isPositive()) {
        return length;
      }
    } catch (DateTimeParseException e) {
      throw wrong("a length of time such as PT10M or PT90S", e);
    }
    throw wrong("a length of time above 0, such as PT10M");
  }

  /**
   * A count.
   *
   * @throws Invalid if it is no whole number from {@code least} to {@code most}
   */
  public OptionalInt count(int least, int most) {
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    var text = value.get();
    if (NUMBER.matcher(text).matches()) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return OptionalInt.of(number);
      }
    }
    throw wrong("a whole number from " + least + " to " + most);
  }

  private Invalid wrong(String wanted) {
    return new Invalid("%s='%s' is not %s".formatted(name, value.orElse(""), wanted));
  }

  private Invalid wrong(String wanted, Throwable cause) {
    return new Invalid("%s='%s' is not %s".formatted(name, value.orElse(""), wanted), cause);
  }
}
