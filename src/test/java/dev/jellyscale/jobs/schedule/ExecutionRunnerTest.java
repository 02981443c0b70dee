package dev.jellyscale.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.schedule.ExecutionRunner.Place;
import dev.jellyscale.jobs.schedule.ExecutionRunner.Rhythm;
import dev.jellyscale.jobs.schedule.ExecutionRunner.Table;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ExecutionRunnerTest {
  private static final Rhythm QUICK =
      new Rhythm(Duration.ofMillis(500), Duration.ofMillis(50), Duration.ofMillis(200));

  @TempDir Path folder;
  private final TestDatabase kind;
  private final BlockingQueue<ExecutionKey> done = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> changes = new LinkedBlockingQueue<>();
  private JobDatabase database;
  private Executions executions;

  ExecutionRunnerTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(folder);
    executions = new Executions(database.dataSource(), database.clock());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private ExecutionRunner runner(ExecutionWork work, ExecutionKind... kinds) {
    var table = new Table(database.dataSource(), database.clock(), database.isShared());
    var place = new Place("node#1", Set.of(kinds), 1, QUICK);
    return new ExecutionRunner(table, place, work, () -> changes.add(true));
  }

  private ExecutionKey scheduled(ExecutionKind kindOfWork, int priority) {
    var key = ExecutionKey.of(kindOfWork, JobId.at(Instant.EPOCH));
    executions.schedule(key, priority);
    return key;
  }

  private ExecutionKey next() throws InterruptedException {
    var key = done.poll(20, TimeUnit.SECONDS);
    assertThat(key).isNotNull();
    return key;
  }

  private void awaitEmpty() {
    var deadline = Instant.now().plusSeconds(20);
    while (!executions.standing().isEmpty()) {
      assertThat(Instant.now()).isBefore(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Test
  void theMostUrgentIsPickedFirstAndWhatIsDoneIsGone() throws Exception {
    var low = scheduled(ExecutionKind.PLAN, 2);
    var high = scheduled(ExecutionKind.PLAN, 9);
    var usual = scheduled(ExecutionKind.PLAN, 5);
    try (var runner = runner(done::add, ExecutionKind.PLAN)) {
      runner.start();

      assertThat(List.of(next(), next(), next())).containsExactly(high, usual, low);
      awaitEmpty();
      assertThat(changes.poll(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whatANodeCannotDoIsLeftToOthers() throws Exception {
    var cuda = scheduled(ExecutionKind.SEGMENT_CUDA, 9);
    var cpu = scheduled(ExecutionKind.SEGMENT_CPU, 1);
    try (var runner = runner(done::add, ExecutionKind.SEGMENT_CPU)) {
      runner.start();

      assertThat(next()).isEqualTo(cpu);
    }
    assertThat(executions.standing()).extracting(StandingExecution::key).containsExactly(cuda);
  }

  @Test
  void workThatFailsIsGoneToo() throws Exception {
    scheduled(ExecutionKind.PLAN, 5);
    try (var runner =
        runner(
            key -> {
              done.add(key);
              throw new IllegalStateException("broken");
            },
            ExecutionKind.PLAN)) {
      runner.start();
      next();
      awaitEmpty();
    }
    assertThat(done).isEmpty();
  }

  @Test
  void whatOthersTookOverMeanwhileEndsWithoutAStackTrace() throws Exception {
    var traces = new LinkedBlockingQueue<LogRecord>();
    var logger = Logger.getLogger("com.github.kagkarlsson.scheduler");
    var handler = new TraceHandler(traces);
    logger.addHandler(handler);
    scheduled(ExecutionKind.PLAN, 5);
    try (var runner =
        runner(
            key -> {
              database.change(
                  change -> change.handle().createUpdate("DELETE FROM scheduled_tasks").execute());
              done.add(key);
            },
            ExecutionKind.PLAN)) {
      runner.start();
      next();
      assertThat(changes.poll(20, TimeUnit.SECONDS)).as("looked again").isTrue();
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(traces).isEmpty();
  }

  /** Remembers records that have a stack trace. */
  private static final class TraceHandler extends Handler {
    private final BlockingQueue<LogRecord> traces;

    TraceHandler(BlockingQueue<LogRecord> traces) {
      this.traces = traces;
    }

    @Override
    public void publish(LogRecord record) {
      if (record.getThrown() != null) {
        traces.add(record);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void whatDoesNotEndInTimeIsInterruptedWhenTheNodeStops() throws Exception {
    scheduled(ExecutionKind.PLAN, 5);
    var interrupted = new LinkedBlockingQueue<Boolean>();
    var runner =
        runner(
            key -> {
              done.add(key);
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.add(true);
                throw e;
              }
            },
            ExecutionKind.PLAN);
    runner.start();
    next();
    runner.close();

    assertThat(interrupted.poll(20, TimeUnit.SECONDS)).isTrue();
  }
}
