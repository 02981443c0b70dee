package dev.jellyscale.jobs.rules.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.jobs.rules.Rule;
import dev.jellyscale.jobs.rules.RuleName;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.jobs.rules.TestRules;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class RuleRowsTest {
  private static final Rule RULE = TestRules.rule("sd", 10);

  @TempDir Path folder;
  private final TestDatabase kind;
  private JobDatabase database;
  private RuleRows rules;
  private ScanRows scans;

  RuleRowsTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(folder);
    rules = new RuleRows(database);
    scans = new ScanRows(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void makeDue(Rule rule) {
    database.change(
        change ->
            change
                .handle()
                .createUpdate("UPDATE rule SET next_run = 1 WHERE name = :name")
                .bind("name", rule.name().value())
                .execute());
  }

  @Test
  void aRuleComesBackAsItWas() {
    boolean isNew = rules.put(TestRules.full());

    assertThat(isNew).isTrue();
    assertThat(rules.find(TestRules.full().name()).orElseThrow().rule())
        .isEqualTo(TestRules.full());
  }

  @Test
  void aRuleThatIsPutAgainIsChanged() {
    rules.put(RULE);

    boolean isNew = rules.put(TestRules.rule("sd", 11));

    assertThat(isNew).isFalse();
    assertThat(rules.all()).extracting(one -> one.rule().ceiling()).containsExactly(11);
  }

  @Test
  void thereIsABoundOfRules() {
    for (int i = 0; i < RuleRows.MOST; i++) {
      rules.put(TestRules.rule("rule" + i, 1));
    }

    assertThatThrownBy(() -> rules.put(RULE)).isInstanceOf(Conflict.class);
    assertThat(rules.put(TestRules.rule("rule7", 2))).isFalse();
  }

  @Test
  void aRuleStaysAsItIsWhereWhoReplacesOrForgetsItMayNot() {
    rules.put(RULE);
    Consumer<Rule> nobody =
        rule -> {
          throw new Denied("Not the rule of " + rule.ceiling());
        };
    var other = TestRules.rule("sd", 11);

    assertThatThrownBy(() -> rules.put(other, nobody))
        .isInstanceOf(Denied.class)
        .hasMessageEndingWith(" " + RULE.ceiling());
    assertThatThrownBy(() -> rules.delete(RULE.name(), nobody)).isInstanceOf(Denied.class);

    assertThat(rules.all()).extracting(RuleRows.Standing::rule).containsExactly(RULE);
    assertThat(rules.put(TestRules.rule("new", 1), nobody)).as("it replaces none").isTrue();
  }

  @Test
  void aForgottenRuleRunsNoMore() {
    var daily = TestRules.daily(RULE, "03:00");
    rules.put(daily);
    makeDue(daily);

    boolean deleted = rules.delete(daily.name());

    assertThat(deleted).isTrue();
    assertThat(rules.delete(daily.name())).isFalse();
    assertThat(scans.askDue()).isEmpty();
  }

  @Test
  void aRuleThatRunsForNobodyByItselfHasNoNextRun() {
    rules.put(RULE);

    assertThat(rules.find(RULE.name()).orElseThrow().nextRun()).isEmpty();
  }

  @Test
  void aDailyRuleKnowsItsNextRun() {
    var daily = TestRules.daily(RULE, "03:00");

    rules.put(daily);

    var now = database.clock().instant();
    var next = rules.find(daily.name()).orElseThrow().nextRun().orElseThrow();
    assertThat(next).isAfter(now).isEqualTo(daily.daily().orElseThrow().next(now));
  }

  @Test
  void aDueRunIsAskedForOnceByAllNodesTogether() throws Exception {
    var daily = TestRules.daily(RULE, "03:00");
    rules.put(daily);
    makeDue(daily);
    Callable<List<Scan>> asking = scans::askDue;

    List<Scan> asked;
    try (var nodes = Executors.newFixedThreadPool(4)) {
      asked =
          nodes.invokeAll(List.of(asking, asking, asking, asking)).stream()
              .flatMap(RuleRowsTest::asked)
              .toList();
    }

    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().rule()).isEqualTo(daily);
    assertThat(rules.find(daily.name()).orElseThrow().nextRun().orElseThrow())
        .isAfter(database.clock().instant());
  }

  private static Stream<Scan> asked(Future<List<Scan>> future) {
    return future.resultNow().stream();
  }

  @Test
  void aRunThatIsUnderWayIsNotBegunAgain() {
    var daily = TestRules.daily(RULE, "03:00");
    rules.put(daily);
    scans.ask(daily, new Scan.Kind(true, false));
    makeDue(daily);

    assertThat(scans.askDue()).isEmpty();
    assertThatThrownBy(() -> scans.ask(daily, new Scan.Kind(false, false)))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("sd");
  }

  @Test
  void onlyTheNewestScansOfARuleAreRemembered() {
    rules.put(RULE);
    var work = new ScanWork(database);
    Scan last = null;
    for (int i = 0; i <= ScanRows.KEPT; i++) {
      last = scans.ask(RULE, new Scan.Kind(true, false));
      work.done(work.claim(new NodeName("one")).orElseThrow());
    }

    var kept = scans.of(RULE.name());

    assertThat(kept).hasSize(ScanRows.KEPT);
    assertThat(kept.getFirst().id()).isEqualTo(Objects.requireNonNull(last).id());
    assertThat(scans.of(new RuleName("other"))).isEmpty();
  }
}
