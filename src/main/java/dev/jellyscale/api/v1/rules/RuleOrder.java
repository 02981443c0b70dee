package dev.jellyscale.api.v1.rules;

import dev.jellyscale.api.v1.form.FieldCheck;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.api.v1.order.ModelChoice;
import dev.jellyscale.api.v1.order.RecipeOrder;
import dev.jellyscale.api.v1.order.TurnFields;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jobs.PublishWish.Mode;
import dev.jellyscale.jobs.rules.DailyTime;
import dev.jellyscale.jobs.rules.Rule;
import dev.jellyscale.jobs.rules.RuleName;
import dev.jellyscale.jobs.rules.RuleRecipe;
import dev.jellyscale.jobs.rules.RuleRecipe.Turn;
import dev.jellyscale.jobs.rules.Selection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a rule of what a caller sent, and tells all that is wrong with it. */
@Singleton
class RuleOrder {
  private final NodeJobs jobs;
  private final ModelChoice models;

  RuleOrder(NodeJobs jobs, ModelChoice models) {
    this.jobs = jobs;
    this.models = models;
  }

  /**
   * The name in a path.
   *
   * @throws dev.jellyscale.api.problem.InvalidFields if it is none
   */
  static RuleName name(String text) {
    var check = new FieldCheck("path");
    var name = check.of("name", () -> new RuleName(text));
    check.end();
    return name.orElseThrow();
  }

  /**
   * What is asked for.
   *
   * @throws dev.jellyscale.api.problem.InvalidFields if it cannot be; names every field
   */
  Rule rule(RuleName name, RuleForm form) {
    var check = new FieldCheck("body");
    return form.artwork() == null ? videos(name, form, check) : pictures(name, form, check);
  }

  private Rule pictures(RuleName name, RuleForm form, FieldCheck check) {
    var libraries = check.of("libraries", () -> libraries(form.libraries()));
    var recipe = new ArtworkFields(models).of(form, check);
    var ceiling = check.of("ceiling", () -> ceiling(form.ceiling()));
    var daily = check.of("daily", () -> daily(form));
    check.end();
    return new Rule(
        name,
        Selection.of(libraries.orElseThrow()),
        recipe.orElseThrow(),
        ceiling.orElseThrow(),
        daily.orElseThrow());
  }

  private Rule videos(RuleName name, RuleForm form, FieldCheck check) {
    var libraries = check.of("libraries", () -> libraries(form.libraries()));
    var genres = check.of("genres", () -> genres(form.genres()));
    var filter = SelectionFields.of(form, check);
    var made = RecipeOrder.of(form, models, check);
    var turn = turn(form, check);
    var publish = check.of("publish", () -> publish(form.publish()));
    var ceiling = check.of("ceiling", () -> ceiling(form.ceiling()));
    var daily = check.of("daily", () -> daily(form));
    check.end();
    return new Rule(
        name,
        new Selection(
            libraries.orElseThrow(),
            genres.orElseThrow(),
            filter.watched(),
            filter.addedAfter(),
            filter.bounds()),
        new RuleRecipe(
            made.model().orElseThrow(),
            made.scale(),
            made.encoder(),
            turn.orElseThrow(),
            publish.orElseThrow()),
        ceiling.orElseThrow(),
        daily.orElseThrow());
  }

  private static List<ItemId> libraries(@Nullable List<@Nullable String> ids) {
    if (ids == null || ids.isEmpty() || ids.size() > Selection.MOST_LIBRARIES) {
      throw new Invalid("A rule has 1 to " + Selection.MOST_LIBRARIES + " libraries");
    }
    return ids.stream().map(RuleOrder::library).toList();
  }

  private static ItemId library(@Nullable String id) {
    return ItemId.parse(id == null ? "" : id);
  }

  private static Set<String> genres(@Nullable List<@Nullable String> names) {
    var given = names == null ? List.<@Nullable String>of() : names;
    if (given.size() > Selection.MOST_GENRES) {
      throw new Invalid("A rule has at most " + Selection.MOST_GENRES + " genres");
    }
    return Selection.genres(given.stream().map(name -> name == null ? "" : name).toList());
  }

  private Optional<Turn> turn(RuleForm form, FieldCheck check) {
    var priority = check.of("priority", () -> TurnFields.priority(form.priority()));
    var window = check.of("window", () -> TurnFields.window(form.window(), jobs.store()));
    return priority.isPresent() && window.isPresent()
        ? Optional.of(new Turn(priority.get(), window.get()))
        : Optional.empty();
  }

  private static Mode publish(@Nullable String word) {
    return word == null ? Mode.MERGE : StateWord.parse(Mode.class, word);
  }

  private static int ceiling(@Nullable Integer jobs) {
    if (jobs == null || jobs < 1 || jobs > Rule.MOST_JOBS) {
      throw new Invalid("It is needed, and is a number from 1 to " + Rule.MOST_JOBS);
    }
    return jobs;
  }

  private static Optional<DailyTime> daily(RuleForm form) {
    if (form.daily() == null) {
      if (form.zone() != null) {
        throw new Invalid("It goes with 'zone'");
      }
      return Optional.empty();
    }
    if (form.zone() == null) {
      throw new Invalid("It needs 'zone', such as Europe/Berlin");
    }
    return Optional.of(DailyTime.parse(form.daily(), form.zone()));
  }
}
