package dev.jellyscale.jobs.store;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.window.NamedWindow;
import dev.jellyscale.jobs.window.WindowGate;
import dev.jellyscale.jobs.window.WindowTurns;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class WindowRowsTest {
  private static final NamedWindow NIGHTS =
      NamedWindow.parse("nights", "22:00-06:00, weekends all day", "Europe/Berlin");
  private static final int AT_ONCE = 8;

  @TempDir Path folder;
  private final TestDatabase kind;
  private JobDatabase database;
  private JobStore store;

  WindowRowsTest(TestDatabase kind) {
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

  private JobId ask(String window) {
    var recipe = TestJobs.recipe(OptionalInt.empty());
    var request = new JobRequest(recipe, 5, Optional.of(window), "me", Optional.empty());
    return store.jobs().create(request, CAUSE).job().id();
  }

  /** A window that is closed at this moment and for hours to come. */
  private NamedWindow closed(String name) {
    var hour = database.clock().instant().atZone(ZoneOffset.UTC).getHour();
    int from = (hour + 6) % 24;
    return NamedWindow.parse(name, "%02d:00-%02d:30".formatted(from, from), "UTC");
  }

  @Test
  void aWindowIsKeptAsItWasWritten() {
    assertThat(store.windows().put(NIGHTS)).isTrue();

    var found = store.windows().find("nights").orElseThrow();
    assertThat(found.hours().toString()).isEqualTo("22:00-06:00, weekends all day");
    assertThat(found.hours().zone().getId()).isEqualTo("Europe/Berlin");
    assertThat(store.windows().all()).extracting(NamedWindow::name).containsExactly("nights");
    assertThat(store.windows().put(closed("nights"))).isFalse();
    assertThat(store.windows().find("none")).isEmpty();
  }

  @Test
  void aJobNeedsAWindowThatExists() {
    assertThatThrownBy(() -> ask("nights"))
        .isInstanceOf(Invalid.class)
        .hasMessage("There is no render window 'nights'");
    assertThat(store.jobs().counts()).isEmpty();
  }

  @Test
  void aWindowStaysAsLongAsUnfinishedJobsNameIt() {
    store.windows().put(NIGHTS);
    var id = ask("nights");

    assertThatThrownBy(() -> store.windows().delete("nights"))
        .isInstanceOf(Conflict.class)
        .hasMessage("The window 'nights' is used by 1 unfinished job");

    store.moves().cancel(id, CAUSE);
    assertThat(store.windows().delete("nights")).isTrue();
    assertThat(store.windows().delete("nights")).isFalse();
  }

  @Test
  void aJobAndTheEndOfItsWindowDoNotMiss() throws Exception {
    for (int round = 0; round < AT_ONCE; round++) {
      var name = "w" + round;
      store.windows().put(closed(name));
      try (var both = Executors.newFixedThreadPool(2)) {
        var job = both.submit(() -> ask(name));
        var end = both.submit(() -> store.windows().delete(name));
        boolean asked = succeeded(job);
        boolean deleted = succeeded(end);
        assertThat(asked).as(name).isNotEqualTo(deleted);
      }
    }
  }

  private static boolean succeeded(Future<?> work) throws InterruptedException {
    try {
      work.get();
      return true;
    } catch (java.util.concurrent.ExecutionException _) {
      return false;
    }
  }

  @Test
  void aTurnIsToldByOneNode() throws Exception {
    store.windows().put(NIGHTS);
    var at = database.clock().instant().plusSeconds(60);

    try (var nodes = Executors.newFixedThreadPool(AT_ONCE)) {
      Callable<Boolean> firing = () -> store.windows().turned("nights", at);
      var told = nodes.invokeAll(IntStream.range(0, AT_ONCE).mapToObj(_ -> firing).toList());
      int successes = 0;
      for (var one : told) {
        successes += one.get() ? 1 : 0;
      }
      assertThat(successes).isEqualTo(1);
    }
    assertThat(store.windows().lastTurns().values())
        .extracting(Instant::toEpochMilli)
        .containsExactly(at.toEpochMilli());
  }

  @Test
  void ofTwoNodesThatSeeAWindowTurnOneTellsOfIt() {
    // It opened half an hour ago at most.
    var now = database.clock().instant().atZone(ZoneOffset.UTC);
    int minute = now.getMinute() < 30 ? 0 : 30;
    var window =
        NamedWindow.parse(
            "now",
            "%02d:%02d-%02d:%02d".formatted(now.getHour(), minute, (now.getHour() + 2) % 24, 0),
            "UTC");
    store.windows().put(window);
    var woken = new AtomicInteger();
    var one = new WindowTurns(store, woken::incrementAndGet);
    var other = new WindowTurns(new JobStore(database), woken::incrementAndGet);
    assertThat(one.tell()).isZero();
    rewind(Duration.ofDays(3));

    assertThat(one.tell() + other.tell() + one.tell()).isEqualTo(1);

    assertThat(woken).hasValue(1);
    assertThat(store.windows().lastTurns())
        .containsValue(now.withMinute(minute).truncatedTo(ChronoUnit.MINUTES).toInstant());
  }

  /** Nobody has told of turns for so long. */
  private void rewind(Duration time) {
    database.change(
        change ->
            change
                .handle()
                .createUpdate("UPDATE render_window SET turned_at = turned_at - :time")
                .bind("time", time.toMillis())
                .execute());
  }

  @Test
  void thereIsAMost() {
    for (int i = 0; i < WindowRows.MOST; i++) {
      store.windows().put(NamedWindow.parse("w" + i, "all day", "UTC"));
    }

    assertThatThrownBy(() -> store.windows().put(NIGHTS)).isInstanceOf(Conflict.class);
    assertThat(store.windows().put(NamedWindow.parse("w7", "22:00-23:00", "UTC"))).isFalse();
  }

  @Test
  void aJobWaitsOutsideOfItsWindowAlone() {
    store.windows().put(closed("later"));
    store.windows().put(NamedWindow.parse("always", "all day", "UTC"));
    var closed = store.jobs().find(ask("later")).orElseThrow();
    var open = store.jobs().find(ask("always")).orElseThrow();
    var free = new TestJobs(store).queued();

    var look = new WindowGate(store).look();

    assertThat(look.reason(closed).orElseThrow())
        .startsWith("Outside its window 'later' until ")
        .endsWith(":00 (UTC)");
    assertThat(look.reason(open)).isEmpty();
    assertThat(look.reason(free)).isEmpty();
  }

  @Test
  void aJobWhoseWindowWentWhileItHadFailedSaysSo() {
    store.windows().put(NIGHTS);
    var id = ask("nights");
    store.moves().fail(id, TestJobs.FAULT, CAUSE);
    store.windows().delete("nights");
    store.moves().again(id, CAUSE);

    var look = new WindowGate(store).look();

    assertThat(look.reason(store.jobs().find(id).orElseThrow()))
        .contains("Its window 'nights' does not exist any more");
  }
}
