package dev.jellyscale.jobs.publish.grouping;

import dev.jellyscale.config.roots.RootedPath;

/** Whether a new file beside an original becomes a version of it, and by which name. */
public sealed interface NewVersion {
  /**
   * It does.
   *
   * @param name of the new file
   * @param first whether it would be played unasked
   */
  record Fits(String name, boolean first) implements NewVersion {}

  /**
   * It does not, or not as it is wanted.
   *
   * @param reason a sentence
   */
  record Unfit(String reason) implements NewVersion {}

  /**
   * What is wanted.
   *
   * @param original name of a file in the folder
   * @param label of the new one
   * @param suffix of the new one, without its dot
   * @param first whether it may become the one that is played unasked
   */
  record Wish(String original, VersionLabel label, String suffix, boolean first) {}

  /** Computes it from the folder as it is. */
  static NewVersion of(GroupingRules rules, TitleKind kind, VideoFolder folder, Wish wish) {
    var before = Grouping.of(rules, kind, folder, wish.original());
    if (before instanceof Grouping.Apart(var reason)) {
      return new Unfit(reason);
    }
    var base = kind == TitleKind.MOVIE ? folder.name() : VideoName.stem(wish.original());
    var name = "%s - %s.%s".formatted(base, wish.label(), wish.suffix());
    if (!RootedPath.isNameOfFile(name)) {
      return new Unfit("The name with the label would be longer than a file's may be");
    }
    if (folder.has(name)) {
      return new Unfit("A file '%s' stands there already".formatted(name));
    }
    return switch (Grouping.of(rules, kind, folder.with(name), name)) {
      case Grouping.Apart(var reason) -> new Unfit(reason);
      case Grouping.Together(var order) when !order.contains(wish.original()) ->
          new Unfit("With the label '%s' it would be another title".formatted(wish.label()));
      case Grouping.Together(var order) -> judged(order.getFirst().equals(name), name, wish);
    };
  }

  private static NewVersion judged(boolean first, String name, Wish wish) {
    if (first && !wish.first()) {
      return new Unfit(
          "'%s' would come first in Jellyfin's order and be played unasked; another label, such as 'AI', may come second"
              .formatted(name));
    }
    return new Fits(name, first);
  }
}
