package dev.jellyscale.jobs.rules;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.UserId;
import dev.jellyscale.jobs.PublishWish.Mode;
import dev.jellyscale.jobs.rules.FoundVideo.Footage;
import dev.jellyscale.jobs.rules.FoundVideo.Place;
import dev.jellyscale.jobs.rules.FoundVideo.Traits;
import dev.jellyscale.jobs.rules.RuleRecipe.Turn;
import dev.jellyscale.jobs.rules.Selection.Watched;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.job.VideoWish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Rules and videos for tests. */
public final class TestRules {
  private static final ItemId LIBRARY = ItemId.parse("f137a2dd21bbc1b99aa5c0f6bf02a805");

  private TestRules() {}

  /** Takes all that fits into 1024x576. */
  public static Rule rule(String name, int ceiling) {
    return new Rule(
        new RuleName(name),
        new Selection(
            List.of(LIBRARY),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            new SourceBounds(Optional.of(new Size(1024, 576)), Optional.empty(), Optional.empty())),
        new RuleRecipe(
            new ModelId("clear-x2"),
            VideoWish.Scale.OF_MODEL,
            VideoWish.Encoder.ANY,
            new Turn(5, Optional.empty()),
            Mode.MERGE),
        ceiling,
        Optional.empty());
  }

  /** The same, every day at a time. */
  public static Rule daily(Rule rule, String at) {
    return new Rule(
        rule.name(),
        rule.selection(),
        rule.recipe(),
        rule.ceiling(),
        Optional.of(DailyTime.parse(at, "UTC")));
  }

  /** Nobody has seen anything; what was done with a file is told by its path. */
  public static RuleJudge.Facts facts(Function<String, PastWork> past) {
    return new RuleJudge.Facts() {
      @Override
      public Optional<Boolean> seen(UserId user, ItemId video) {
        return Optional.of(false);
      }

      @Override
      public PastWork past(Place.Here file, Footage footage) {
        return past.apply(file.path().path());
      }
    };
  }

  /** A rule that leaves nothing open. */
  public static Rule full() {
    return new Rule(
        new RuleName("all.of_it-1"),
        new Selection(
            List.of(LIBRARY, ItemId.parse("0123456789abcdef0123456789abcdef")),
            Set.of("Drama", "Süßes"),
            Optional.of(new Watched(UserId.parse("6eec632a-ff0d-4d09-aad0-bf9e90b14bc6"), true)),
            Optional.of(Instant.parse("2026-01-01T00:00:00.123Z")),
            new SourceBounds(
                Optional.of(new Size(1280, 720)),
                Optional.of(Duration.ofMinutes(10)),
                Optional.of(Duration.ofHours(3)))),
        new RuleRecipe(
            new ModelId("swift-x2"),
            new VideoWish.Scale(OptionalInt.empty(), Optional.of(new Size(1920, 1080))),
            new VideoWish.Encoder(
                Optional.of("x265"), Optional.of("slow"), OptionalInt.of(18), OptionalInt.empty()),
            new Turn(9, Optional.of("nights")),
            Mode.VERSION),
        10_000,
        Optional.of(DailyTime.parse("03:05", "Europe/Berlin")));
  }

  /** A minute of 720 pixels width. The higher its number, the later it came into the library. */
  public static FoundVideo video(int number, int height) {
    return new FoundVideo(
        ItemId.parse("%032x".formatted(number)),
        "Film " + number,
        new Traits(Set.of(), Optional.of(Instant.ofEpochSecond(number))),
        new Footage(
            Optional.of(new Size(720, height)),
            Optional.of(Duration.ofMinutes(1)),
            Optional.of(25.0)),
        new Place.Here(new RootedPath("media", number + ".mkv"), 1, 1));
  }
}
