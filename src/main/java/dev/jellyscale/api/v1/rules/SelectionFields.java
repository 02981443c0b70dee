package dev.jellyscale.api.v1.rules;

import dev.jellyscale.api.v1.form.FieldCheck;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jellyfin.UserId;
import dev.jellyscale.jobs.rules.Selection.Watched;
import dev.jellyscale.jobs.rules.SourceBounds;
import dev.jellyscale.model.ModelTraits.Size;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which videos a rule means, beside their libraries and genres. */
record SelectionFields(
    Optional<Watched> watched, Optional<Instant> addedAfter, SourceBounds bounds) {
  private static final Pattern BOX = Pattern.compile("([1-9][0-9]{0,4})x([1-9][0-9]{0,4})");

  /** What is asked for; what is wrong with it is told to {@code check}. */
  static SelectionFields of(RuleForm form, FieldCheck check) {
    var watched = check.of("watched", () -> watched(form.watched()));
    var after = check.of("addedAfter", () -> moment(form.addedAfter()));
    var largest = check.of("largest", () -> box(form.largest()));
    var shortest = check.of("shortest", () -> length(form.shortest()));
    var longest =
        check.of(
            "longest",
            () -> {
              var length = length(form.longest());
              // Only here both are known.
              new SourceBounds(Optional.empty(), shortest.orElse(Optional.empty()), length);
              return length;
            });
    boolean fits = shortest.isPresent() && longest.isPresent();
    return new SelectionFields(
        watched.orElse(Optional.empty()),
        after.orElse(Optional.empty()),
        fits
            ? new SourceBounds(largest.orElse(Optional.empty()), shortest.get(), longest.get())
            : SourceBounds.NONE);
  }

  private static Optional<Watched> watched(RuleForm.@Nullable Watching wish) {
    if (wish == null) {
      return Optional.empty();
    }
    if (wish.user() == null || wish.seen() == null) {
      throw new Invalid("It has two members, 'user' and 'seen'");
    }
    return Optional.of(new Watched(UserId.parse(wish.user()), wish.seen()));
  }

  private static Optional<Instant> moment(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.contains("T")
              ? Instant.parse(text)
              : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      throw new Invalid("It is written as 2026-01-31 or 2026-01-31T12:00:00Z", e);
    }
  }

  private static Optional<Size> box(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    var box = BOX.matcher(text);
    if (!box.matches()) {
      throw new Invalid("It is written as 1280x720");
    }
    return Optional.of(new Size(Integer.parseInt(box.group(1)), Integer.parseInt(box.group(2))));
  }

  private static Optional<Duration> length(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(SourceBounds.requireLength(Duration.parse(text)));
    } catch (DateTimeException e) {
      throw new Invalid("It is written as PT10M or PT1H30M", e);
    }
  }
}
