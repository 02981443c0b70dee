package dev.jellyscale.jobs.rules.scan;

import static dev.jellyscale.jobs.artwork.ArtworkWorld.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.artwork.ArtworkWorld;
import dev.jellyscale.jobs.rules.Rule;
import dev.jellyscale.jobs.rules.RuleName;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.jobs.rules.store.RuleRows;
import dev.jellyscale.jobs.rules.store.ScanRows;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanRunnerTest {
  @TempDir Path folder;
  private JobDatabase database;

  /** Nobody foresaw it. */
  private static final class Unforeseen extends Error {
    private static final long serialVersionUID = 1;
  }

  @BeforeEach
  void open() {
    database = TestDatabase.SQLITE.open(folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Scan ask(String name) {
    var some = ArtworkWorld.rule(5);
    var rule =
        new Rule(
            new RuleName(name),
            some.selection(),
            some.artwork().orElseThrow(),
            some.ceiling(),
            some.daily());
    new RuleRows(database).put(rule);
    return new ScanRows(database).ask(rule, new Scan.Kind(true, false));
  }

  private ScanRunner runner(ScanDoer doer) {
    return ScanRunner.ofArtwork(database, ONE, doer);
  }

  @Test
  void nothingThatFailsEndsTheThread() {
    var done = new ArrayList<RuleName>();
    var runner =
        runner(
            claim -> {
              done.add(claim.scan().rule().name());
              throw new Unforeseen();
            });
    ask("first");
    ask("second");

    runner.look();
    runner.look();

    assertThat(done).containsExactly(new RuleName("first"), new RuleName("second"));
  }

  @Test
  void whatTwoRulesWaitForIsToldOnceOfEach() {
    var told = new ArrayList<String>();
    var logger = Logger.getLogger(ScanRunner.class.getName());
    var listener = new Listener(told);
    logger.addHandler(listener);
    try {
      var runner =
          runner(
              _ -> {
                throw new Unavailable("Somebody watches", null);
              });
      ask("first");
      ask("second");

      for (int i = 0; i < 3; i++) {
        runner.next();
        runner.next();
        database.change(change -> change.handle().execute("UPDATE scan SET seen_at = 1"));
      }
    } finally {
      logger.removeHandler(listener);
    }

    assertThat(told).hasSize(2);
  }

  /** Hears what is logged. */
  private static final class Listener extends Handler {
    private final List<String> told;

    Listener(List<String> told) {
      this.told = told;
    }

    @Override
    public void publish(LogRecord record) {
      told.add(record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void whatHasBegunIsInterruptedBeforeAnybodyWaitsForIt() throws Exception {
    var begun = new CountDownLatch(1);
    var interrupted = new CompletableFuture<Boolean>();
    ask("first");
    try (var runner =
        runner(
            _ -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.complete(true);
                throw e;
              }
            })) {
      runner.start();
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

      runner.interrupt();

      assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
