package dev.jellyscale.jobs.window;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Hours that come again on certain days of each week, by the clocks of a place.
 *
 * @param days on which they begin
 * @param from the first moment
 * @param to the moment behind the last one; not later than {@code from}: on the next day
 */
record WeeklyHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
  private static final int DAYS_OF_A_WEEK = 7;

  WeeklyHours {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("Hours on no day");
    }
    days = Set.copyOf(days);
  }

  static WeeklyHours wholeDays(Set<DayOfWeek> days) {
    return new WeeklyHours(days, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
  }

  static Set<DayOfWeek> allDays() {
    return EnumSet.allOf(DayOfWeek.class);
  }

  /**
   * When the hours end that a moment lies in; empty where it lies in none. Where clocks go back,
   * hours that begin in the hour that comes twice begin with its first time; those that end in it
   * end with its second. A beginning or an end in an hour that is left out is as much later.
   */
  Optional<Instant> endOf(Instant moment, ZoneId zone) {
    var today = moment.atZone(zone).toLocalDate();
    for (var day = today.minusDays(1); !day.isAfter(today); day = day.plusDays(1)) {
      var end = end(day, zone);
      if (days.contains(day.getDayOfWeek())
          && !begin(day, zone).isAfter(moment)
          && moment.isBefore(end)) {
        return Optional.of(end);
      }
    }
    return Optional.empty();
  }

  /** When they begin next, behind a moment. */
  Instant nextBegin(Instant moment, ZoneId zone) {
    var today = moment.atZone(zone).toLocalDate();
    for (int ahead = 0; ahead <= DAYS_OF_A_WEEK; ahead++) {
      var day = today.plusDays(ahead);
      var begin = begin(day, zone);
      if (days.contains(day.getDayOfWeek()) && begin.isAfter(moment)) {
        return begin;
      }
    }
    return begin(today.plusDays(DAYS_OF_A_WEEK + 1L), zone);
  }

  private Instant begin(LocalDate day, ZoneId zone) {
    return ZonedDateTime.of(day, from, zone).withEarlierOffsetAtOverlap().toInstant();
  }

  private Instant end(LocalDate day, ZoneId zone) {
    var last = to.isAfter(from) ? day : day.plusDays(1);
    return ZonedDateTime.of(last, to, zone).withLaterOffsetAtOverlap().toInstant();
  }
}
