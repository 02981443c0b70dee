package dev.jellyscale.jobs.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.JobState.Failed;
import dev.jellyscale.jobs.fault.FaultPoint;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.trial.TrialProcess.Life;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that do not stay what they were while a job works at them. */
class LostSourceTest {
  private static final int SECONDS = 3;

  @TempDir Path folder;

  private interface Mishap {
    void befall(Path source) throws IOException;
  }

  @Test
  void aSourceThatIsDeletedFailsItsJobWithThatReason() {
    Abreast.run(TestDatabase.values(), this::delete);
  }

  private void delete(TestDatabase kind) throws IOException {
    assertThat(afterwards(kind, FaultPoint.CHECK_BEGUN, Files::delete))
        .satisfies(
            failed -> {
              assertThat(failed.fault().code()).isEqualTo("not-found");
              assertThat(failed.fault().reason())
                  .matches("(No|There is no) file .*a.mkv.*|The source .*a.mkv.* is gone");
            });
  }

  @Test
  void aSourceThatIsChangedFailsItsJobWithThatReason() {
    Abreast.run(TestDatabase.values(), this::change);
  }

  private void change(TestDatabase kind) throws IOException {
    assertThat(
            afterwards(
                kind,
                FaultPoint.CHECK_BEGUN,
                source -> Files.write(source, new byte[] {1}, StandardOpenOption.APPEND)))
        .satisfies(
            failed -> {
              assertThat(failed.fault().code()).isEqualTo("source-changed");
              assertThat(failed.fault().reason()).contains("changed");
            });
  }

  @Test
  void aSourceThatIsWrittenOverUnderASegmentFailsItsJobWithThatReason() {
    Abreast.run(TestDatabase.values(), this::writeOver);
  }

  private void writeOver(TestDatabase kind) throws IOException {
    assertThat(
            afterwards(
                kind,
                FaultPoint.SEGMENT_BEGUN,
                source -> Files.writeString(source, "This is no film any more.")))
        .satisfies(
            failed -> {
              assertThat(failed.fault().code()).isEqualTo("source-changed");
              assertThat(failed.fault().reason())
                  .contains("The source changed: media:films/a.mkv", "not a video");
            });
  }

  /** How a job fails whose source is lost when its first segment has come to a point. */
  private Failed afterwards(TestDatabase kind, FaultPoint point, Mishap mishap) throws IOException {
    var place = TrialPlace.make(folder.resolve(kind.name()), kind, SECONDS);
    var id = place.ask("film.mkv", TrialPlace.SECOND);
    try (var node = TrialProcess.start(Life.of("one").frozenAt(point), place)) {
      node.awaitFrozen();
      mishap.befall(place.source());
      node.signal("CONT");
      node.awaitJob(id, "FAILED");
      node.stop();
    }
    assertThat(place.results()).isEmpty();
    return (Failed) place.job(id).state();
  }
}
