package dev.jellyscale.jobs.window;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * When rendering is allowed, as people write it: {@code 01:00-07:00, weekends all day}. Parts are
 * separated by commas, and each is {@code [days] hours}: days are {@code daily} (the default),
 * {@code weekdays}, {@code weekends}, or names such as {@code mon} and {@code fri-sun}; hours are
 * {@code 22:00-06:00}, where an end that is not later than the beginning is on the next day, so
 * that {@code 01:00-01:00} is 24 hours, or {@code all day}. It is open wherever one of the parts
 * is.
 */
public final class RenderWindow {
  private static final int MOST_PARTS = 50;
  private static final int LONGEST = 500;
  private static final Duration WEEK = Duration.ofDays(7);
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final Pattern HOURS =
      Pattern.compile("([0-2][0-9]:[0-5][0-9])\\s*-\\s*([0-2][0-9]:[0-5][0-9])");

  private final String text;
  private final ZoneId zone;
  private final List<WeeklyHours> parts;

  private RenderWindow(String text, ZoneId zone, List<WeeklyHours> parts) {
    this.text = text;
    this.zone = zone;
    this.parts = parts;
  }

  /**
   * Reads a window.
   *
   * @param zone name of a time zone, such as {@code Europe/Berlin}
   * @throws Invalid if either is not understood
   */
  public static RenderWindow parse(String text, String zone) {
    if (text.length() > LONGEST) {
      throw new Invalid("A render window has at most " + LONGEST + " characters");
    }
    var parts = text.toLowerCase(Locale.ROOT).split(",", -1);
    if (parts.length > MOST_PARTS) {
      throw new Invalid("A render window has at most " + MOST_PARTS + " parts");
    }
    return new RenderWindow(
        text.strip(), zone(zone), Stream.of(parts).map(part -> part(part.strip())).toList());
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new Invalid("No time zone '" + name + "'; one is Europe/Berlin", e);
    }
  }

  private static WeeklyHours part(String part) {
    if (part.equals("all day")) {
      return WeeklyHours.wholeDays(WeeklyHours.allDays());
    }
    int blank = part.indexOf(' ');
    var first = blank < 0 ? part : part.substring(0, blank);
    if (!first.isEmpty() && Character.isLetter(first.charAt(0))) {
      var hours = blank < 0 ? "" : part.substring(blank).strip();
      return hours(hours, days(first), part);
    }
    return hours(part, WeeklyHours.allDays(), part);
  }

  private static WeeklyHours hours(String hours, Set<DayOfWeek> days, String part) {
    if (hours.equals("all day")) {
      return WeeklyHours.wholeDays(days);
    }
    var match = HOURS.matcher(hours);
    if (!match.matches()) {
      throw new Invalid(
          "'%s' is no part of a render window; two are '01:00-07:00' and 'weekends all day'"
              .formatted(part));
    }
    return new WeeklyHours(days, time(match.group(1)), time(match.group(2)));
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new Invalid("'" + text + "' is no time of a day", e);
    }
  }

  private static Set<DayOfWeek> days(String word) {
    return switch (word) {
      case "daily" -> WeeklyHours.allDays();
      case "weekdays" -> EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
      case "weekends" -> EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
      default -> span(word);
    };
  }

  private static Set<DayOfWeek> span(String word) {
    var ends = word.split("-", -1);
    if (ends.length > 2) {
      throw new Invalid("'" + word + "' is no span of days; one is 'fri-sun'");
    }
    var days = EnumSet.noneOf(DayOfWeek.class);
    var last = day(ends[ends.length - 1]);
    for (var day = day(ends[0]); day != last; day = day.plus(1)) {
      days.add(day);
    }
    days.add(last);
    return days;
  }

  private static DayOfWeek day(String word) {
    int index = DAYS.indexOf(word);
    if (index < 0) {
      throw new Invalid("'%s' is no day; days are %s".formatted(word, String.join(", ", DAYS)));
    }
    return DayOfWeek.of(index + 1);
  }

  /** Whether rendering is allowed at a moment. */
  public boolean isOpen(Instant moment) {
    return parts.stream().anyMatch(part -> part.endOf(moment, zone).isPresent());
  }

  /** When it opens next; empty where it is open. */
  public Optional<Instant> nextOpening(Instant moment) {
    return isOpen(moment)
        ? Optional.empty()
        : parts.stream().map(part -> part.nextBegin(moment, zone)).min(Instant::compareTo);
  }

  /**
   * When it closes next, parts that follow each other being one; empty where it is closed, or does
   * not close within a week.
   */
  public Optional<Instant> nextClosing(Instant moment) {
    var end = moment;
    for (int i = 0; i <= 2 * 7 * MOST_PARTS; i++) {
      var later = furthestEnd(end);
      if (later.isEmpty()) {
        return end.equals(moment) ? Optional.empty() : Optional.of(end);
      }
      end = later.get();
      if (end.isAfter(moment.plus(WEEK))) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<Instant> furthestEnd(Instant moment) {
    return parts.stream()
        .flatMap(part -> part.endOf(moment, zone).stream())
        .max(Instant::compareTo);
  }

  /** The zone whose clocks count. */
  public ZoneId zone() {
    return zone;
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
