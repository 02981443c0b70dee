package dev.jellyscale.api.v1.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jobs.rules.ArtworkRecipe;
import dev.jellyscale.jobs.rules.DailyTime;
import dev.jellyscale.jobs.rules.RuleRecipe;
import dev.jellyscale.jobs.rules.store.RuleRows.Standing;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.job.TargetBox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A rule as callers see it: with the members of {@link RuleForm}, what nobody has set left out.
 *
 * @param nextRun when it runs by itself; missing: never
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RuleView(
    String name,
    List<String> libraries,
    Optional<List<String>> genres,
    Optional<WatchedView> watched,
    Optional<Instant> addedAfter,
    Optional<String> largest,
    Optional<String> shortest,
    Optional<String> longest,
    String model,
    Optional<Integer> scale,
    Optional<String> to,
    Optional<String> encoder,
    Optional<String> preset,
    Optional<Integer> crf,
    Optional<Integer> priority,
    Optional<String> window,
    Optional<String> publish,
    Optional<Pictures> artwork,
    int ceiling,
    Optional<String> daily,
    Optional<String> zone,
    Optional<Instant> nextRun) {

  /** Whether a user has watched a video. */
  public record WatchedView(String user, boolean seen) {}

  /** Which pictures a rule of pictures means. */
  public record Pictures(List<String> kinds, int narrower) {}

  static RuleView of(Standing standing) {
    return switch (standing.rule().work()) {
      case RuleRecipe _ -> ofVideos(standing);
      case ArtworkRecipe recipe -> ofPictures(standing, recipe);
    };
  }

  private static RuleView ofPictures(Standing standing, ArtworkRecipe recipe) {
    var rule = standing.rule();
    return new RuleView(
        rule.name().value(),
        rule.selection().libraries().stream().map(ItemId::hex).toList(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        recipe.model().value(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(
            new Pictures(
                recipe.kinds().stream().sorted().map(StateWord::of).toList(), recipe.narrower())),
        rule.ceiling(),
        rule.daily().map(DailyTime::text),
        rule.daily().map(daily -> daily.zone().getId()),
        standing.nextRun());
  }

  private static RuleView ofVideos(Standing standing) {
    var rule = standing.rule();
    var selection = rule.selection();
    var bounds = selection.bounds();
    var recipe = rule.recipe();
    var times = recipe.scale().times();
    var quality = recipe.encoder().quality();
    return new RuleView(
        rule.name().value(),
        selection.libraries().stream().map(ItemId::hex).toList(),
        Optional.of(selection.genres().stream().sorted().toList()),
        selection.watched().map(one -> new WatchedView(one.user().hex(), one.seen())),
        selection.addedAfter(),
        bounds.largest().map(Size::toString),
        bounds.shortest().map(Duration::toString),
        bounds.longest().map(Duration::toString),
        recipe.model().value(),
        times.isPresent() ? Optional.of(times.getAsInt()) : Optional.empty(),
        recipe.scale().within().map(TargetBox::of),
        recipe.encoder().name(),
        recipe.encoder().preset(),
        quality.isPresent() ? Optional.of(quality.getAsInt()) : Optional.empty(),
        Optional.of(recipe.turn().priority()),
        recipe.turn().window(),
        Optional.of(StateWord.of(recipe.publish())),
        Optional.empty(),
        rule.ceiling(),
        rule.daily().map(DailyTime::text),
        rule.daily().map(daily -> daily.zone().getId()),
        standing.nextRun());
  }
}
