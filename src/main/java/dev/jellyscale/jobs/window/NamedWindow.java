package dev.jellyscale.jobs.window;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A render window and the name by which jobs ask for it.
 *
 * @param name letters, digits, {@code .}, {@code _}, {@code -}, at most 64, beginning with a letter
 *     or a digit
 */
public record NamedWindow(String name, RenderWindow hours) {
  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");
  private static final Duration DAY = Duration.ofDays(1);
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY_AND_HOUR =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT);

  public NamedWindow {
    requireName(name);
  }

  /**
   * Refuses what is no name for a window.
   *
   * @throws Invalid if it is none
   */
  public static void requireName(String name) {
    if (!FORM.matcher(name).matches()) {
      throw new Invalid(
          "'" + name + "' is no name for a window (letters, digits, '.', '_', '-', at most 64)");
    }
  }

  /**
   * Reads a window.
   *
   * @param rules as {@link RenderWindow#parse} takes them
   * @throws Invalid if any of them is not understood
   */
  public static NamedWindow parse(String name, String rules, String zone) {
    return new NamedWindow(name, RenderWindow.parse(rules, zone));
  }

  /** Why a job of this window does not go on at a moment, as a sentence; empty: it is open. */
  public Optional<String> waiting(Instant now) {
    return hours
        .nextOpening(now)
        .map(
            opening ->
                "Outside its window '%s' until %s (%s)"
                    .formatted(name, clock(now, opening), hours.zone()));
  }

  /** By the clocks of the window's place; with the day where the hour alone would mislead. */
  private String clock(Instant now, Instant moment) {
    boolean soon = Duration.between(now, moment).compareTo(DAY) < 0;
    return (soon ? HOUR : DAY_AND_HOUR).format(moment.atZone(hours.zone()));
  }

  /** Its last opening or closing at or before a moment and behind {@code after}, if any. */
  public Optional<Instant> turnedBetween(Instant after, Instant moment) {
    var last = Optional.<Instant>empty();
    var from = after;
    while (true) {
      var at = from;
      var next = hours.nextOpening(at).or(() -> hours.nextClosing(at));
      if (next.isEmpty() || next.get().isAfter(moment)) {
        return last;
      }
      last = next;
      from = next.get();
    }
  }
}
