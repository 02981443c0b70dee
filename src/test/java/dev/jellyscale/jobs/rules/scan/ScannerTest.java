package dev.jellyscale.jobs.rules.scan;

import static dev.jellyscale.jobs.rules.TestRules.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.rules.Forecaster;
import dev.jellyscale.jobs.rules.FoundVideo;
import dev.jellyscale.jobs.rules.Judgement.Reason;
import dev.jellyscale.jobs.rules.PastWork;
import dev.jellyscale.jobs.rules.Rule;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.jobs.rules.Scan.State;
import dev.jellyscale.jobs.rules.ScanLine;
import dev.jellyscale.jobs.rules.TestRules;
import dev.jellyscale.jobs.rules.scan.ScanParts.Order;
import dev.jellyscale.jobs.rules.store.LineRows;
import dev.jellyscale.jobs.rules.store.RuleRows;
import dev.jellyscale.jobs.rules.store.ScanRows;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ScannerTest {
  private static final Rule RULE = TestRules.rule("sd", 3);
  private static final NodeName ONE = new NodeName("one");
  private static final NodeName TWO = new NodeName("two");

  @TempDir Path folder;
  private final TestDatabase kind;
  private final List<FoundVideo> library = new ArrayList<>();
  private final Map<String, JobId> begun = new LinkedHashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final AtomicLong nanos = new AtomicLong();
  private Runnable asked = () -> {};
  private int mostJobs = Integer.MAX_VALUE;
  private JobDatabase database;
  private ScanRows scans;
  private LineRows lines;

  ScannerTest(TestDatabase kind) {
    this.kind = kind;
  }

  /** The node dies. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  @BeforeEach
  void open() {
    database = kind.open(folder);
    new RuleRows(database).put(RULE);
    scans = new ScanRows(database);
    lines = new LineRows(database);
    for (int number = 1; number <= 5; number++) {
      library.add(video(number, 576));
    }
    library.add(video(6, 1080));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private ScanRunner runner(NodeName node) {
    return runner(node, (_, alive) -> look(alive));
  }

  private ScanRunner runner(NodeName node, VideoSource videos) {
    return new ScanRunner(
        database,
        node,
        new ScanParts(
            videos,
            (_, _) ->
                TestRules.facts(
                    path -> {
                      asked.run();
                      return begun.containsKey(path)
                          ? new PastWork.UnderWay()
                          : new PastWork.None();
                    }),
            recipe -> new Forecaster(recipe, 2, OptionalDouble.of(1e-7)),
            this::begin),
        nanos::get);
  }

  private List<FoundVideo> look(Runnable alive) {
    alive.run();
    return library;
  }

  private Order begin(Scan scan, ScanLine line) {
    var path = line.subject().source().orElseThrow().path().path();
    if (refused.contains(path)) {
      return new Order.PassedOver(Reason.OUTPUT_REFUSED, "It has no place");
    }
    if (begun.size() == mostJobs) {
      throw new Killed();
    }
    return new Order.Begun(begun.computeIfAbsent(path, _ -> JobId.at(Instant.now())));
  }

  private Scan ask(boolean dry) {
    return scans.ask(RULE, new Scan.Kind(dry, false));
  }

  private Scan again(Scan scan) {
    return scans.find(scan.id()).orElseThrow();
  }

  private List<ScanLine> lines(Scan scan) {
    return lines.page(scan.id(), -1, false, 100);
  }

  /** As if the node that is at it had been silent for long. */
  private void silence() {
    database.change(change -> change.handle().execute("UPDATE scan SET seen_at = 1"));
  }

  @Test
  void aDryRunTellsWhatTheRunBehindItDoes() {
    var dry = ask(true);
    runner(ONE).next();
    var told = lines(dry);
    assertThat(begun).isEmpty();
    assertThat(told).allMatch(line -> line.job().isEmpty());

    var real = ask(false);
    runner(ONE).next();

    assertThat(again(dry).state()).isEqualTo(State.DONE);
    assertThat(again(real).state()).isEqualTo(State.DONE);
    assertThat(begun.keySet()).containsExactly("5.mkv", "4.mkv", "3.mkv");
    assertThat(lines(real))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("job")
        .isEqualTo(told);
    assertThat(lines(real).stream().flatMap(line -> line.job().stream()))
        .containsExactlyElementsOf(begun.values());
  }

  @Test
  void aDryRunTellsSizeAndTime() {
    var dry = ask(true);

    runner(ONE).next();

    var forecast = lines.page(dry.id(), -1, true, 1).getFirst().forecast();
    // A minute of 25 frames a second, of 720x576 pixels.
    assertThat(forecast.rendering()).contains(Duration.ofMillis(62_208));
    assertThat(forecast.bytes().orElseThrow()).isBetween(50_000_000L, 250_000_000L);
  }

  @Test
  void wordsAreCounted() {
    var dry = ask(true);

    runner(ONE).next();

    assertThat(lines.counts(dry.id()))
        .isEqualTo(Map.of("CHOSEN", 3, "OVER_CEILING", 2, "TOO_LARGE", 1));
  }

  @Test
  void theNextRunGoesOnWhereTheCeilingWas() {
    ask(false);
    runner(ONE).next();

    ask(false);
    runner(ONE).next();

    assertThat(begun.keySet()).containsExactly("5.mkv", "4.mkv", "3.mkv", "2.mkv", "1.mkv");
  }

  @Test
  void aRunWhoseNodeDiedBeginsWhatWasDecidedAndNothingElse() {
    var scan = ask(false);
    mostJobs = 1;
    assertThatThrownBy(() -> runner(ONE).next()).isInstanceOf(Killed.class);
    mostJobs = Integer.MAX_VALUE;
    library.add(video(7, 480));
    assertThat(runner(TWO).next()).as("before the silence is long enough").isFalse();
    silence();

    runner(TWO).next();

    assertThat(again(scan).state()).isEqualTo(State.DONE);
    assertThat(begun.keySet()).containsExactly("5.mkv", "4.mkv", "3.mkv");
    assertThat(lines(scan)).hasSize(6);
  }

  @Test
  void whoWasTakenForDeadWritesNothingMore() {
    var scan = ask(false);
    var late =
        runner(
            ONE,
            (_, alive) -> {
              silence();
              runner(TWO).next();
              alive.run();
              return List.of();
            });

    late.next();

    assertThat(again(scan).state()).isEqualTo(State.DONE);
    assertThat(begun).hasSize(3);
    assertThat(lines(scan)).hasSize(6);
  }

  @Test
  void whoJudgesForLongIsNotTakenForDead() {
    var scan = ask(false);
    var others = new ArrayList<Boolean>();
    asked =
        () -> {
          var again = asked;
          asked = () -> {};
          others.add(runner(TWO).next());
          asked = again;
          silence();
          nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        };

    runner(ONE).next();

    assertThat(others).hasSize(5).containsOnly(false);
    assertThat(again(scan).state()).isEqualTo(State.DONE);
  }

  @Test
  void aFilmThatCannotBeWrittenKeepsNoOther() {
    var scan = ask(false);
    refused.add("4.mkv");

    runner(ONE).next();

    assertThat(again(scan).state()).isEqualTo(State.DONE);
    assertThat(begun.keySet()).containsExactly("5.mkv", "3.mkv");
    assertThat(lines.counts(scan.id())).containsEntry("OUTPUT_REFUSED", 1);
  }

  /** SQLite lets one write at a time; who wanted to would wait for ten seconds, and fail. */
  @Test
  void whereNothingIsToBeDoneNothingIsWritten() {
    var idle =
        database.change(
            _ ->
                CompletableFuture.supplyAsync(() -> scans.askDue().isEmpty() && !runner(ONE).next())
                    .join());

    assertThat(idle).isTrue();
  }

  @Test
  void aScanThatCannotBeDoneSaysWhy() {
    var scan = ask(true);

    runner(
            ONE,
            (_, _) -> {
              throw new Invalid("There is no such library");
            })
        .next();

    assertThat(again(scan).state()).isEqualTo(State.FAILED);
    assertThat(again(scan).why()).contains("There is no such library");
  }

  @Test
  void aScanWaitsForAJellyfinThatDoesNotAnswer() {
    var scan = ask(false);
    runner(
            ONE,
            (_, _) -> {
              throw new Unavailable("Jellyfin does not answer", null);
            })
        .next();
    assertThat(again(scan).state()).isEqualTo(State.LOOKING);
    silence();

    runner(TWO).next();

    assertThat(again(scan).state()).isEqualTo(State.DONE);
  }
}
