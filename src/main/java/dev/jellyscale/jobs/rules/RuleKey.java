package dev.jellyscale.jobs.rules;

import dev.jellyscale.jobs.IdempotencyKey;
import dev.jellyscale.jobs.rules.FoundVideo.Place;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.model.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * By which a rule asks for a job once: the file, as it is, and what is made of it. Who renames a
 * rule's encoder, priority or window asks for nothing new.
 */
public final class RuleKey {
  /** Rounding to whole and to even numbers, twice. */
  private static final int ABOUT_PIXELS = 8;

  private RuleKey() {}

  /** The key of a rule's job for a file. */
  public static IdempotencyKey of(Rule rule, Place.Here file) {
    var scale = rule.recipe().scale();
    var text =
        "%s\n%d\n%d\n%s\n%d\n%s"
            .formatted(
                file.path(),
                file.bytes(),
                file.modified(),
                rule.recipe().model(),
                scale.times().orElse(0),
                scale.within().map(Size::toString).orElse(""));
    var sha256 = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    return new IdempotencyKey(sha256, sha256);
  }

  /** Whether two sizes are one but for rounding. */
  public static boolean isAbout(Size one, Size other) {
    return Math.abs(one.width() - other.width()) <= ABOUT_PIXELS
        && Math.abs(one.height() - other.height()) <= ABOUT_PIXELS;
  }
}
