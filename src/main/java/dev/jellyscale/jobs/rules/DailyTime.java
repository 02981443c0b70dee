package dev.jellyscale.jobs.rules;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/**
 * A time of every day by the clocks of a place. Where clocks go forward over it, it is as much
 * later; where they go back, the first of the two counts.
 */
public record DailyTime(LocalTime at, ZoneId zone) {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

  /**
   * Reads a time.
   *
   * @param at such as {@code 03:00}
   * @param zone such as {@code Europe/Berlin}
   * @throws Invalid if one of them is not understood
   */
  public static DailyTime parse(String at, String zone) {
    try {
      return new DailyTime(LocalTime.parse(at, FORM), ZoneId.of(zone));
    } catch (DateTimeParseException e) {
      throw new Invalid("A time of the day is written as 03:00", e);
    } catch (DateTimeException e) {
      throw new Invalid("There is no such time zone; it is written as Europe/Berlin", e);
    }
  }

  /** The first such time behind a moment. */
  public Instant next(Instant moment) {
    var day = moment.atZone(zone).toLocalDate();
    var today = day.atTime(at).atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    return today.isAfter(moment)
        ? today
        : day.plusDays(1).atTime(at).atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }

  /** The time alone, as {@link #parse} takes it. */
  public String text() {
    return FORM.format(at);
  }
}
