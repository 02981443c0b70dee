package dev.jellyscale.jobs.notify.send;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jobs.notify.Occasion;
import dev.jellyscale.jobs.notify.TargetKind;
import dev.jellyscale.jobs.secret.HiddenText;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A target as somebody wants it.
 *
 * @param address its URL; empty: the one that it has
 * @param key a webhook's signing key or the token of a topic; empty: the one that it has, if any
 * @param overlap for how long the key before this one stays valid
 * @param occasions at least one
 */
public record TargetWish(
    TargetKind kind,
    Optional<HiddenText> address,
    Optional<HiddenText> key,
    Duration overlap,
    Set<Occasion> occasions) {
  /** Time enough to change a key at the other end. */
  public static final Duration USUAL_OVERLAP = Duration.ofHours(24);

  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{16,256}");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,256}=*");

  public TargetWish {
    occasions = Set.copyOf(occasions);
    if (occasions.isEmpty() || occasions.contains(Occasion.TEST)) {
      throw new Invalid("A target is told of one event at least");
    }
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw new Invalid("Two keys are valid together for 30 days at most");
    }
    key.ifPresent(text -> requireKey(kind, text.reveal()));
  }

  private static void requireKey(TargetKind kind, String text) {
    switch (kind) {
      case WEBHOOK -> require(KEY, text, "A signing key has 16 to 256 visible characters of ASCII");
      case NTFY -> require(TOKEN, text, "That is no access token of ntfy");
      case DISCORD -> throw new Invalid("Discord takes no key: the address is it");
    }
  }

  private static void require(Pattern form, String text, String rule) {
    if (!form.matcher(text).matches()) {
      throw new Invalid(rule);
    }
  }
}
