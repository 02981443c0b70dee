package dev.jellyscale.jobs.rules.store;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.rules.FoundVideo.Place;
import dev.jellyscale.jobs.rules.PastWork;
import dev.jellyscale.jobs.rules.Rule;
import dev.jellyscale.jobs.rules.RuleKey;
import dev.jellyscale.jobs.rules.TestRules;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class PastRowsTest {
  private static final Rule RULE = TestRules.rule("sd", 10);
  private static final Size WANTED = new Size(1440, 1152);
  private static final Place.Here FILE =
      new Place.Here(new RootedPath("media", "films/a.mkv"), 1000, 5);

  @TempDir Path folder;
  private final TestDatabase kind;
  private JobDatabase database;
  private JobStore store;

  PastRowsTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(folder);
    store = new JobStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private PastWork past() {
    return new PastRows(database).of(RULE, FILE, WANTED);
  }

  private JobId job(String caller) {
    var recipe =
        new JobRecipe(
            FILE.path(),
            new RootedPath("output", "films/a.2x.mkv"),
            RULE.recipe().model(),
            RULE.recipe().scale(),
            RULE.recipe().encoder(),
            Optional.empty(),
            OptionalInt.empty());
    var key = Optional.of(RuleKey.of(RULE, FILE));
    return store
        .jobs()
        .create(new JobRequest(recipe, 5, Optional.empty(), caller, key), CAUSE)
        .job()
        .id();
  }

  /** A film as it is written down when it gets its name. */
  private void film(String state, String source, String place, String model) {
    database.change(
        change ->
            change
                .handle()
                .createUpdate(
                    """
                    INSERT INTO published_file (
                      job, state, mode, place, source, source_bytes, source_modified,
                      source_sha256, model, model_sha256, width, height, encoder, bytes, sha256,
                      told, changed_at)
                    VALUES (
                      :job, :state, 'OUTPUT', :place, :source, 1000, 5, :sum, :model, :sum, 1440,
                      1152, 'x264', 1, :sum, 0, 1)
                    """)
                .bind("job", JobId.at(Instant.now()).value())
                .bind("state", state)
                .bind("place", place)
                .bind("source", source)
                .bind("model", model)
                .bind("sum", "ab".repeat(32))
                .execute());
  }

  private static final String SOURCE = "media:films/a.mkv";
  private static final String PLACE = "output:films/a.2x.mkv";

  @Test
  void aFileThatNobodyTouchedHasNoPast() {
    film("PLACED", "media:films/b.mkv", PLACE, "clear-x2");

    assertThat(past()).isEqualTo(new PastWork.None());
  }

  @Test
  void anybodysUnfinishedJobIsUnderWay() {
    var id = job("somebody");
    assertThat(past()).isEqualTo(new PastWork.UnderWay());

    store.moves().cancel(id, CAUSE);

    assertThat(past()).isEqualTo(new PastWork.None());
  }

  @Test
  void aJobOfTheRuleThatWasCancelledIsGivenUp() {
    var id = job(RULE.caller());

    store.moves().cancel(id, CAUSE);

    assertThat(past()).isEqualTo(new PastWork.GivenUp());
  }

  @ParameterizedTest
  @CsvSource({"INTENDED", "PLACED", "REMOVING"})
  void aFilmOfOursIsNoSource(String state) {
    film(state, "media:films/original.mkv", SOURCE, "clear-x2");

    assertThat(past()).isEqualTo(new PastWork.Ours());
  }

  @ParameterizedTest
  @CsvSource({"clear-x2,true", "swift-x2,false"})
  void aFilmOfTheFileIsMade(String model, boolean same) {
    film("PLACED", SOURCE, PLACE, model);

    assertThat(past()).isEqualTo(new PastWork.Made(new ModelId(model), same));
  }

  @Test
  void aFilmOfAnotherSizeIsAnother() {
    film("PLACED", SOURCE, PLACE, "clear-x2");

    assertThat(new PastRows(database).of(RULE, FILE, new Size(2160, 1728)))
        .isEqualTo(new PastWork.Made(new ModelId("clear-x2"), false));
  }

  @Test
  void aFileThatChangedSinceHasNoPast() {
    film("PLACED", SOURCE, PLACE, "clear-x2");

    var changed = new Place.Here(FILE.path(), 1001, 6);

    assertThat(new PastRows(database).of(RULE, changed, WANTED)).isEqualTo(new PastWork.None());
  }

  @Test
  void aFilmThatWasTakenAwayIsNotMadeAgainUnasked() {
    film("REMOVED", SOURCE, PLACE, "clear-x2");
    assertThat(past()).isEqualTo(new PastWork.GivenUp());

    film("PLACED", SOURCE, PLACE, "clear-x2");

    assertThat(past()).isEqualTo(new PastWork.Made(new ModelId("clear-x2"), true));
  }
}
