package dev.jellyscale.api.v1.notifications;

import dev.jellyscale.api.v1.form.FieldCheck;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jobs.notify.Occasion;
import dev.jellyscale.jobs.notify.TargetAddress;
import dev.jellyscale.jobs.notify.TargetKind;
import dev.jellyscale.jobs.notify.send.TargetWish;
import dev.jellyscale.jobs.secret.HiddenText;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what somebody wants a target to be. */
final class TargetOrder {
  private TargetOrder() {}

  /**
   * The target of a form.
   *
   * @throws dev.jellyscale.api.problem.InvalidFields if a field is not as it must be
   */
  static TargetWish wish(TargetForm form) {
    var check = new FieldCheck("body");
    var kind = check.of("kind", () -> kind(form.kind()));
    var url = check.of("url", () -> address(form.url()));
    var overlap = check.of("overlap", () -> overlap(form.overlap()));
    var events = check.of("events", () -> events(form.events()));
    check.end();
    var secret = Optional.ofNullable(form.secret()).map(HiddenText::new);
    // What may still be wrong are the secret and the overlap, which the sentences name.
    return new TargetWish(
        kind.orElseThrow(), url.orElseThrow(), secret, overlap.orElseThrow(), events.orElseThrow());
  }

  private static TargetKind kind(@Nullable String word) {
    if (word == null) {
      throw new Invalid("It is needed");
    }
    return TargetKind.ofWord(word);
  }

  private static Optional<HiddenText> address(@Nullable String url) {
    if (url == null) {
      return Optional.empty();
    }
    TargetAddress.parse(url);
    return Optional.of(new HiddenText(url));
  }

  private static Duration overlap(@Nullable String text) {
    if (text == null) {
      return TargetWish.USUAL_OVERLAP;
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new Invalid("It is a length of time such as PT24H", e);
    }
  }

  private static Set<Occasion> events(@Nullable List<String> words) {
    if (words == null) {
      return Occasion.choosable();
    }
    var occasions = EnumSet.noneOf(Occasion.class);
    words.forEach(word -> occasions.add(Occasion.ofWord(String.valueOf(word))));
    if (occasions.isEmpty()) {
      throw new Invalid("One event at least is needed");
    }
    return occasions;
  }
}
