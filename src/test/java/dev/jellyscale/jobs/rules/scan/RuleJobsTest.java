package dev.jellyscale.jobs.rules.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jobs.rules.Forecast;
import dev.jellyscale.jobs.rules.Judgement.Chosen;
import dev.jellyscale.jobs.rules.Judgement.Reason;
import dev.jellyscale.jobs.rules.Rule;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.jobs.rules.ScanId;
import dev.jellyscale.jobs.rules.ScanLine;
import dev.jellyscale.jobs.rules.ScanLine.Source;
import dev.jellyscale.jobs.rules.ScanLine.Subject;
import dev.jellyscale.jobs.rules.TestRules;
import dev.jellyscale.jobs.rules.scan.ScanParts.Order;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleJobsTest {
  @TempDir Path folder;
  private Path output;
  private JobDatabase database;
  private JobStore store;
  private RuleJobs jobs;

  @BeforeEach
  void open() throws IOException {
    output = Files.createDirectory(folder.resolve("output"));
    database = TestDatabase.SQLITE.open(folder);
    store = new JobStore(database);
    jobs = new RuleJobs(store, new MediaRoots(Map.of(MediaRoots.OUTPUT, output)), _ -> 2);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Scan scan(Rule rule) {
    return new Scan(
        ScanId.at(Instant.now()),
        rule,
        new Scan.Kind(false, false),
        Scan.State.BEGINNING,
        Optional.empty(),
        Instant.now());
  }

  private Order begin(String path) {
    return begin(TestRules.rule("sd", 9), path);
  }

  private Order begin(Rule rule, String path) {
    var source = new Source(new RootedPath("media", path), Optional.of(1L), Optional.of(1L));
    var subject = new Subject(ItemId.parse("1".repeat(32)), "A film", Optional.of(source));
    var line = new ScanLine(0, subject, new Chosen(), Forecast.UNKNOWN, Optional.empty());
    return jobs.begin(scan(rule), line);
  }

  private static Optional<Reason> reason(Order order) {
    return order instanceof Order.PassedOver(var reason, _)
        ? Optional.of(reason)
        : Optional.empty();
  }

  @Test
  void aJobIsBegunOnceForAFile() {
    var first = begin("films/a.mkv");

    assertThat(begin("films/a.mkv")).isEqualTo(first);
    var job = store.jobs().find(((Order.Begun) first).job()).orElseThrow();
    assertThat(job.recipe().output()).hasToString("output:films/a.2x.mkv");
  }

  @Test
  void whereAFileStandsNothingIsBegun() throws IOException {
    Files.createFile(output.resolve("a.2x.mkv"));

    assertThat(reason(begin("a.mkv"))).contains(Reason.OUTPUT_TAKEN);
  }

  @Test
  void whatAnotherJobWritesIsNotBegun() {
    var _ = begin("a.mkv");

    assertThat(reason(begin("a.avi"))).contains(Reason.OUTPUT_TAKEN);
  }

  @Test
  void aNameThatWouldBeTooLongIsPassedOver() {
    assertThat(reason(begin("x".repeat(251) + ".mkv"))).contains(Reason.OUTPUT_REFUSED);
  }

  @Test
  void aFolderThatLeadsElsewhereIsPassedOver() throws IOException {
    Files.createSymbolicLink(output.resolve("films"), folder);

    assertThat(reason(begin("films/a.mkv"))).contains(Reason.OUTPUT_REFUSED);
  }

  @Test
  void aSuffixThatGrowsInSmallLettersIsOne() {
    assertThat(begin("a.\u0130")).isInstanceOf(Order.Begun.class);
  }

  @Test
  void aWindowThatIsGoneConcernsAllVideos() {
    assertThatThrownBy(() -> begin(TestRules.full(), "a.mkv"))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("nights");
  }

  @Test
  void anOutputRootThatIsNotThereConcernsAllVideos() throws IOException {
    Files.delete(output);

    assertThatThrownBy(() -> begin("a.mkv")).isInstanceOf(Unavailable.class);
  }
}
