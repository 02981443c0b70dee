package dev.jellyscale.jobs.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.store.upkeep.NodeDisk;
import dev.jellyscale.jobs.store.upkeep.NodeDisk.Way;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DiskLedgerTest {
  private static final long GB = 1_000_000_000;
  private static final long FLOOR = 2L << 30;

  private static NodeDisk disk(String node, double work, double output, Way way) {
    return new NodeDisk(
        new NodeName(node), size(work), Optional.of(new NodeDisk.Output(size(output), way)), FLOOR);
  }

  private static OptionalLong size(double gb) {
    return gb < 0 ? OptionalLong.empty() : OptionalLong.of(FLOOR + Math.round(gb * GB));
  }

  private static DiskLedger ledger(double work, double output, Way way) {
    return new DiskLedger(List.of(disk("one", work, output, way)));
  }

  private static DiskForecast needs(double work, double copy) {
    return new DiskForecast(0, Math.round(work * GB), Math.round(copy * GB), true);
  }

  @Test
  void aJobThatDoesNotFitIsToldHowMuchThereIsAndWhere() {
    assertThat(ledger(8.1, 100, Way.COPIED).give(needs(12.34, 6)))
        .contains(
            "Needs about 12.3 GB in the work directory, 8.1 GB are free above the floor of 2.1 GB");
    assertThat(ledger(100, 5, Way.COPIED).give(needs(12, 6)))
        .contains(
            "Needs about 6.0 GB in the output root, 5.0 GB are free above the floor of 2.1 GB");
  }

  @Test
  void whatIsGivenIsNotThereForOthers() {
    var ledger = ledger(20, 100, Way.COPIED);

    assertThat(ledger.give(needs(12, 6))).isEmpty();
    assertThat(ledger.give(needs(12, 6)))
        .contains(
            "Needs about 12.0 GB in the work directory, 20.0 GB are free above the floor of 2.1 GB,"
                + " and other jobs are about to write 12.0 GB");
    // A smaller one passes.
    assertThat(ledger.give(needs(8, 4))).isEmpty();
  }

  @Test
  void whereAFilmIsRenamedItTakesNoMoreRoom() {
    assertThat(ledger(12, 12, Way.RENAMED).give(needs(12, 6))).isEmpty();
    assertThat(ledger(12, 12, Way.COPIED_ON_ONE_DISK).give(needs(12, 6)))
        .contains(
            "Needs about 18.0 GB in the work directory, 12.0 GB are free above the floor of 2.1 GB");
  }

  @Test
  void copiesOfOthersCountWhereTheyAreOnTheSameDisk() {
    var ledger = ledger(25, 25, Way.COPIED_ON_ONE_DISK);

    assertThat(ledger.give(needs(10, 5))).isEmpty();
    assertThat(ledger.give(needs(10, 5))).isPresent();
    assertThat(ledger.give(needs(5, 5))).isEmpty();
  }

  @Test
  void belowTheFloorNothingBegins() {
    var ledger = ledger(-0.0, 1, Way.COPIED);
    var low =
        new DiskLedger(
            List.of(
                new NodeDisk(new NodeName("one"), OptionalLong.of(GB), Optional.empty(), FLOOR)));

    assertThat(ledger.closed()).isPresent();
    assertThat(low.closed())
        .contains("Only 1.0 GB are free in the work directory, which is below the floor of 2.1 GB");
    assertThat(low.give(needs(0.001, 0)))
        .contains("Only 1.0 GB are free in the work directory, which is below the floor of 2.1 GB");
  }

  @Test
  void whatNeedsNothingGoesOnBelowTheFloor() {
    var low =
        new DiskLedger(
            List.of(
                new NodeDisk(
                    new NodeName("one"),
                    OptionalLong.of(5),
                    Optional.of(new NodeDisk.Output(OptionalLong.of(5), Way.RENAMED)),
                    FLOOR)));

    assertThat(low.give(needs(0, 5))).isEmpty();
  }

  @Test
  void aFolderThatIsNotThereKeepsAll() {
    assertThat(ledger(-1, 50, Way.COPIED).closed()).contains("The work directory is not there");
    assertThat(ledger(50, -1, Way.COPIED).closed()).contains("The output root is not there");
    assertThat(ledger(50, -1, Way.COPIED).give(needs(1, 1)))
        .contains("The output root is not there");
  }

  @Test
  void amongSeveralNodesTheOneIsNamedThatLacksRoom() {
    var ledger =
        new DiskLedger(List.of(disk("a", 50, 50, Way.COPIED), disk("b", 50, 3, Way.COPIED)));

    assertThat(ledger.give(needs(12, 6)))
        .contains(
            "Needs about 6.0 GB in the output root of node 'b', 3.0 GB are free above the floor of"
                + " 2.1 GB");
    assertThat(ledger.give(needs(12, 2))).isEmpty();
  }

  @Test
  void whereNobodyHasMeasuredNothingIsKept() {
    assertThat(new DiskLedger(List.of()).closed()).isEmpty();
    assertThat(new DiskLedger(List.of()).give(needs(1e6, 1e6))).isEmpty();
  }

  @Test
  void whatChangesAllTheTimeIsToldInTwoDigits() {
    assertThat(ByteText.about(8_199_999_999L)).isEqualTo("8.1 GB");
    assertThat(ByteText.about(8_100_000_000L)).isEqualTo("8.1 GB");
    assertThat(ByteText.about(123_456_789L)).isEqualTo("120.0 MB");
    assertThat(ByteText.of(1_230_000_000_000_000L)).isEqualTo("1230.0 TB");
    assertThat(ByteText.of(999)).isEqualTo("1.0 kB");
  }
}
