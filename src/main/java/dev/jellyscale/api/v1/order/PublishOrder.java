package dev.jellyscale.api.v1.order;

import dev.jellyscale.api.v1.form.FieldCheck;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jobs.PublishWish;
import dev.jellyscale.jobs.PublishWish.Mode;
import dev.jellyscale.jobs.publish.grouping.VersionLabel;
import java.util.Optional;

/** Where a film shall go beside the output root. */
final class PublishOrder {
  private PublishOrder() {}

  /** What is asked for; what is wrong with it is told to {@code check}. */
  static PublishWish wish(JobForm form, MediaRoots roots, FieldCheck check) {
    var mode = check.of("publish", () -> mode(form, roots));
    var item = check.of("item", () -> Optional.ofNullable(form.item()).map(ItemId::parse));
    var label = check.of("label", () -> label(form));
    var first = check.of("first", () -> first(form));
    return new PublishWish(
        mode.orElse(Optional.empty()),
        item.orElse(Optional.empty()),
        label.orElse(Optional.empty()),
        first.orElse(false));
  }

  private static Optional<Mode> mode(JobForm form, MediaRoots roots) {
    if (form.publish() == null) {
      return Optional.empty();
    }
    var mode = StateWord.parse(Mode.class, form.publish());
    if (mode == Mode.MERGE && form.item() == null) {
      throw new Invalid("'merge' needs 'item': what the film is merged with");
    }
    if (mode != Mode.MERGE && form.source() != null) {
      requireWritable(form.source(), roots);
    }
    return Optional.of(mode);
  }

  private static void requireWritable(String source, MediaRoots roots) {
    var root = RootedPath.parse(source).root();
    if (!roots.isWritable(root) || root.equals(MediaRoots.OUTPUT)) {
      throw new Invalid(
          "The root '%s' is not declared writable (%s)".formatted(root, MediaRoots.WRITABLE));
    }
  }

  private static Optional<String> label(JobForm form) {
    if (form.label() == null) {
      return Optional.empty();
    }
    requireVersion(form);
    return Optional.of(new VersionLabel(form.label()).text());
  }

  private static boolean first(JobForm form) {
    if (form.first() == null) {
      return false;
    }
    requireVersion(form);
    return form.first();
  }

  private static void requireVersion(JobForm form) {
    if (!StateWord.of(Mode.VERSION).equals(form.publish())) {
      throw new Invalid("It goes with 'publish': 'version' alone");
    }
  }
}
