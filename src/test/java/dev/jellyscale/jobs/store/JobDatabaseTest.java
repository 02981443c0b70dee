package dev.jellyscale.jobs.store;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.store.database.DatabaseUrl;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobDatabaseTest {
  private static final String FROM_THE_FUTURE =
      """
      INSERT INTO jobs_schema_history (installed_rank, version, description, type, script,
        checksum, installed_by, execution_time, success)
      VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'somebody', 1, true)
      """;

  @TempDir Path folder;

  private JobDatabase sqlite() {
    return TestDatabase.SQLITE.open(folder);
  }

  private JobDatabase open(DatabaseUrl url) {
    return JobDatabase.open(Optional.of(url), folder.resolve("unused.db"));
  }

  @Test
  void whatWasWrittenIsThereWhenAFileIsOpenedAgain() {
    var id = written(sqlite());

    try (var again = sqlite()) {
      assertThat(new TestJobs(new JobStore(again)).kind(id)).isEqualTo(Kind.RENDERING);
    }
  }

  private static JobId written(JobDatabase database) {
    try (database) {
      return new TestJobs(new JobStore(database)).rendering();
    }
  }

  @Test
  void tablesOfANewerJellyscaleAreRefused() {
    var url = PostgresServer.shared().newDatabase();
    try (var file = sqlite();
        var server = open(url)) {
      file.read(handle -> handle.execute(FROM_THE_FUTURE));
      server.read(handle -> handle.execute(FROM_THE_FUTURE));
    }

    assertThatThrownBy(this::sqlite).isInstanceOf(Unsupported.class);
    assertThatThrownBy(() -> open(url)).isInstanceOf(Unsupported.class);
  }

  @Test
  void aFileThatIsNoDatabaseIsDamaged() throws Exception {
    Files.writeString(folder.resolve("jobs.db"), "no database at all, but text ".repeat(100));

    assertThatThrownBy(this::sqlite).isInstanceOf(Damaged.class);
  }

  @Test
  void rowsHaveTheTimeOfTheDatabaseAlsoWhereItIsAnHourOff() {
    var server = PostgresServer.shared();
    var url = server.newDatabase();
    server.execute(
        url.database(),
        """
        CREATE SCHEMA ahead;
        CREATE FUNCTION ahead.clock_timestamp() RETURNS timestamptz LANGUAGE sql
        AS $$ SELECT pg_catalog.clock_timestamp() + interval '1 hour' $$
        """);
    var ahead =
        new DatabaseUrl(
            url.server(),
            url.database(),
            url.user(),
            url.password(),
            Optional.of("currentSchema=public,ahead,pg_catalog"));

    try (var database = open(ahead)) {
      var job = new TestJobs(new JobStore(database)).queued();

      assertThat(Duration.between(Instant.now(), job.createdAt()))
          .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    }
  }

  @Test
  void severalNodesMayMakeTheTablesAtOnce() throws Exception {
    var url = PostgresServer.shared().newDatabase();
    var others = Thread.ofPlatform();
    var failures = new ConcurrentLinkedQueue<Throwable>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 3; i++) {
      threads.add(
          others.start(
              () -> {
                try (var database = open(url)) {
                  new JobStore(database).queue().state();
                } catch (RuntimeException e) {
                  failures.add(e);
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }

    assertThat(failures).isEmpty();
  }

  @Test
  void aServerThatWasKilledIsUnavailableAndLosesNothing() {
    try (var server = PostgresServer.start();
        var database = open(server.newDatabase())) {
      var store = new JobStore(database);
      var jobs = new TestJobs(store);
      var id = jobs.rendering();
      var attempt = jobs.begin(id);

      server.kill();
      assertThatThrownBy(() -> store.moves().pause(id, CAUSE)).isInstanceOf(Unavailable.class);
      assertThatThrownBy(() -> store.jobs().find(id)).isInstanceOf(Unavailable.class);
      server.restart();

      assertThat(store.segmentWork().rendered(attempt, TestJobs.file(1), CAUSE)).isTrue();
      assertThat(jobs.kind(id)).isEqualTo(Kind.RENDERING);
    }
  }
}
