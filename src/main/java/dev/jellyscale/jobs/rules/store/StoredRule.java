package dev.jellyscale.jobs.rules.store;

import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.UserId;
import dev.jellyscale.jellyfin.library.ItemImage.Kind;
import dev.jellyscale.jobs.rules.ArtworkRecipe;
import dev.jellyscale.jobs.rules.DailyTime;
import dev.jellyscale.jobs.rules.Rule;
import dev.jellyscale.jobs.rules.RuleName;
import dev.jellyscale.jobs.rules.RuleRecipe;
import dev.jellyscale.jobs.rules.Selection;
import dev.jellyscale.jobs.rules.Selection.Watched;
import dev.jellyscale.jobs.rules.SourceBounds;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rule as its column holds it: in words and numbers, so that what was written by an earlier
 * version can be read.
 */
record StoredRule(
    Chosen chosen,
    Optional<RuleRecipe> recipe,
    Optional<Pictures> pictures,
    int ceiling,
    Optional<Daily> daily) {

  /** {@link ArtworkRecipe}. */
  record Pictures(ModelId model, Set<Kind> kinds, int narrower) {}

  /** {@link Selection}. Times are milliseconds, the last two of them lengths. */
  record Chosen(
      List<String> libraries,
      Set<String> genres,
      Optional<Seen> watched,
      Optional<Long> addedAfter,
      Bounds bounds) {}

  /** {@link Watched}. */
  record Seen(String user, boolean seen) {}

  /** {@link SourceBounds}; lengths are milliseconds. */
  record Bounds(Optional<Size> largest, Optional<Long> shortest, Optional<Long> longest) {}

  /** {@link DailyTime}. */
  record Daily(String at, String zone) {}

  static StoredRule of(Rule rule) {
    var selection = rule.selection();
    var bounds = selection.bounds();
    return new StoredRule(
        new Chosen(
            selection.libraries().stream().map(ItemId::hex).toList(),
            selection.genres(),
            selection.watched().map(watched -> new Seen(watched.user().hex(), watched.seen())),
            selection.addedAfter().map(Instant::toEpochMilli),
            new Bounds(
                bounds.largest(),
                bounds.shortest().map(Duration::toMillis),
                bounds.longest().map(Duration::toMillis))),
        rule.work() instanceof RuleRecipe films ? Optional.of(films) : Optional.empty(),
        rule.artwork().map(one -> new Pictures(one.model(), one.kinds(), one.narrower())),
        rule.ceiling(),
        rule.daily().map(daily -> new Daily(daily.text(), daily.zone().getId())));
  }

  Rule rule(RuleName name) {
    return new Rule(
        name,
        new Selection(
            chosen.libraries().stream().map(ItemId::parse).toList(),
            chosen.genres(),
            chosen.watched().map(seen -> new Watched(UserId.parse(seen.user()), seen.seen())),
            chosen.addedAfter().map(Instant::ofEpochMilli),
            bounds(chosen.bounds())),
        work(),
        ceiling,
        daily.map(time -> DailyTime.parse(time.at(), time.zone())));
  }

  private Rule.Work work() {
    return pictures
        .<Rule.Work>map(one -> new ArtworkRecipe(one.model(), one.kinds(), one.narrower()))
        .orElseGet(recipe::orElseThrow);
  }

  private static SourceBounds bounds(Bounds stored) {
    return new SourceBounds(
        stored.largest(),
        stored.shortest().map(Duration::ofMillis),
        stored.longest().map(Duration::ofMillis));
  }
}
