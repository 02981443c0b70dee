package dev.jellyscale.jobs.publish.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.FileAttempt;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.fault.FaultInjection;
import dev.jellyscale.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Films that take the names of their originals, and give them back. */
class ReplacingTest {
  private static final JobId JOB = JobId.at(Instant.EPOCH);
  private static final FileAttempt ATTEMPT = new FileAttempt(JOB, JobState.Kind.VERIFYING, 7);
  private static final String ORIGINAL = "the original";
  private static final String FILM = "a larger film";

  @TempDir Path folder;
  private Path work;
  private Path media;
  private Path place;
  private Path backup;
  private final Publisher publisher = new Publisher(FaultInjection.NONE, () -> {});

  @BeforeEach
  void fill() throws IOException {
    work = Files.createDirectory(folder.resolve("work"));
    media = Files.createTempDirectory(Path.of("/dev/shm"), "jellyscale");
    place = Files.writeString(media.resolve("a.mkv"), ORIGINAL);
    backup = media.resolve("a.mkv.jellyscale-original");
  }

  @AfterEach
  void remove() throws IOException {
    try (var left = Files.walk(media)) {
      left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }

  private FinishedFile film(Path where) throws IOException {
    var bytes = FILM.getBytes(StandardCharsets.UTF_8);
    var path = Files.write(where.resolve("film.1.mkv"), bytes);
    return new FinishedFile(path, bytes.length, Sha256.of(bytes));
  }

  private FinishedFile placed() throws IOException {
    var film = film(work);
    return new FinishedFile(place, film.bytes(), film.sha256());
  }

  private TakingAway takingAway() throws IOException {
    return new TakingAway(JOB, placed(), Optional.of(new OriginalPlace(place, backup)));
  }

  private void assertReplaced() throws IOException {
    assertThat(place).hasContent(FILM);
    assertThat(backup).hasContent(ORIGINAL);
    assertOnly(2);
  }

  private void assertOriginal() throws IOException {
    assertThat(place).hasContent(ORIGINAL);
    assertOnly(1);
  }

  private void assertOnly(int files) throws IOException {
    try (var all = Files.list(media)) {
      assertThat(all).hasSize(files);
    }
  }

  @Test
  void aFilmOfAnotherFileSystemTakesTheNameOfItsOriginal() throws Exception {
    publisher.replace(film(work), place, backup, ATTEMPT);

    assertReplaced();
  }

  @Test
  void aFilmOfTheSameFileSystemDoesSoWithoutACopy() throws Exception {
    var near = Files.createDirectory(media.resolve("work"));
    publisher.replace(film(near), place, backup, ATTEMPT);

    assertThat(place).hasContent(FILM);
    assertThat(backup).hasContent(ORIGINAL);
    assertOnly(3);
  }

  @Test
  void whoWasKilledBetweenTheTwoNamesIsFollowedByWhoGoesOn() throws Exception {
    Files.move(place, backup);
    Files.writeString(HiddenCopy.of(place, new FileAttempt(JOB, ATTEMPT.kind(), 3)), "half");

    publisher.replace(film(work), place, backup, ATTEMPT);

    assertReplaced();
  }

  @Test
  void whatIsDoneIsNotDoneTwice() throws Exception {
    publisher.replace(film(work), place, backup, ATTEMPT);
    publisher.replace(film(work), place, backup, ATTEMPT);

    assertReplaced();
  }

  @Test
  void whoIsLateTouchesNothing() {
    var late =
        new Publisher(
            FaultInjection.NONE,
            () -> {
              throw new Unavailable("Somebody else is at it", null);
            });

    assertThatThrownBy(() -> late.replace(film(work), place, backup, ATTEMPT))
        .isInstanceOf(Unavailable.class);
    assertThat(place).hasContent(ORIGINAL);
    assertThat(backup).doesNotExist();
  }

  @Test
  void aBackupOfSomebodyElseStays() throws Exception {
    Files.writeString(backup, "somebody's");

    assertThatThrownBy(() -> publisher.replace(film(work), place, backup, ATTEMPT))
        .isInstanceOf(Conflict.class);

    assertThat(place).hasContent(ORIGINAL);
    assertThat(backup).hasContent("somebody's");
    assertOnly(2);
  }

  @Test
  void anOriginalThatIsGoneIsNotReplaced() throws Exception {
    Files.delete(place);

    assertThatThrownBy(() -> publisher.replace(film(work), place, backup, ATTEMPT))
        .isInstanceOf(Conflict.class);
    assertOnly(0);
  }

  @Test
  void aFileThatTookThePlaceMeanwhileStaysAndSoDoesTheOriginal() throws Exception {
    var slow =
        new Publisher(
            FaultInjection.NONE,
            new Runnable() {
              private boolean second;

              @Override
              public void run() {
                if (second) {
                  write("somebody's");
                }
                second = true;
              }
            });

    assertThatThrownBy(() -> slow.replace(film(work), place, backup, ATTEMPT))
        .isInstanceOf(Conflict.class);

    assertThat(place).hasContent("somebody's");
    assertThat(backup).hasContent(ORIGINAL);
    assertOnly(2);
  }

  private void write(String text) {
    try {
      Files.writeString(place, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFilmIsTakenAwayAndItsOriginalIsBack() throws Exception {
    publisher.replace(film(work), place, backup, ATTEMPT);

    takingAway().take();
    assertOriginal();
    takingAway().take();
    assertOriginal();
  }

  @Test
  void aFilmThatWasChangedStaysWithItsOriginal() throws Exception {
    publisher.replace(film(work), place, backup, ATTEMPT);
    Files.writeString(place, "A larger film");

    assertThatThrownBy(() -> takingAway().take()).isInstanceOf(Conflict.class);

    assertThat(place).hasContent("A larger film");
    assertThat(backup).hasContent(ORIGINAL);
  }

  @Test
  void aFilmWhoseOriginalIsGoneStays() throws Exception {
    publisher.replace(film(work), place, backup, ATTEMPT);
    Files.delete(backup);

    assertThatThrownBy(() -> takingAway().take())
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("original");
    assertThat(place).hasContent(FILM);
  }

  @Test
  void whoWasKilledWhileTakingAwayIsFollowedByWhoGoesOn() throws Exception {
    var away = media.resolve(".jellyscale-gone-" + JOB);
    publisher.replace(film(work), place, backup, ATTEMPT);
    Files.move(place, away);
    takingAway().take();
    assertOriginal();

    Files.writeString(away, FILM);
    takingAway().take();
    assertOriginal();
  }

  @Test
  void whatWasChangedBeforeAKillGoesBack() throws Exception {
    publisher.replace(film(work), place, backup, ATTEMPT);
    Files.delete(place);
    Files.writeString(media.resolve(".jellyscale-gone-" + JOB), "somebody's");

    assertThatThrownBy(() -> takingAway().take()).isInstanceOf(Conflict.class);
    assertThat(place).hasContent("somebody's");
    assertThat(backup).hasContent(ORIGINAL);
  }

  @Test
  void aFilmThatIsGoneGivesTheNameBack() throws Exception {
    publisher.replace(film(work), place, backup, ATTEMPT);
    Files.delete(place);

    takingAway().take();
    assertOriginal();
  }

  @Test
  void aFilmBesideNothingIsRemovedAndOnlyThatOne() throws Exception {
    var version = Files.writeString(media.resolve("a - AI.mkv"), FILM);
    var film = film(work);
    var alone =
        new TakingAway(
            JOB, new FinishedFile(version, film.bytes(), film.sha256()), Optional.empty());

    alone.take();
    alone.take();

    assertOriginal();
  }
}
