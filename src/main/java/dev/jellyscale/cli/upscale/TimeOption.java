package dev.jellyscale.cli.upscale;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as people write them: {@code 90}, {@code 12.5}, {@code 1:30}, {@code 01:02:03.250}. */
final class TimeOption implements ITypeConverter<Duration> {
  private static final Pattern FORM =
      Pattern.compile("(?:(?:(\\d{1,4}):)?(\\d{1,4}):)?(\\d{1,9}(?:\\.\\d{1,9})?)");
  private static final int SIXTY = 60;

  @Override
  public Duration convert(String value) {
    var match = FORM.matcher(value);
    if (!match.matches()) {
      throw new TypeConversionException(
          "'" + value + "' is no time: write seconds, M:SS or H:MM:SS, with decimals if needed");
    }
    long hours = match.group(1) == null ? 0 : Long.parseLong(match.group(1));
    long minutes = match.group(2) == null ? 0 : Long.parseLong(match.group(2));
    var seconds = new BigDecimal(match.group(3));
    long whole = seconds.setScale(0, RoundingMode.DOWN).longValueExact();
    int nanos = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).intValueExact();
    return Duration.ofSeconds((hours * SIXTY + minutes) * SIXTY + whole, nanos);
  }
}
