package dev.jellyscale.jobs.publish.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import dev.jellyscale.jobs.FileAttempt;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.fault.FaultInjection;
import dev.jellyscale.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
  private static final Path OTHER_FILE_SYSTEM = Path.of("/dev/shm");

  private static final FileAttempt ATTEMPT =
      new FileAttempt(JobId.at(Instant.EPOCH), JobState.Kind.VERIFYING, 7);
  private static final FileAttempt EARLIER = new FileAttempt(ATTEMPT.job(), ATTEMPT.kind(), 4);

  @TempDir Path folder;
  private Path elsewhere;
  private final Publisher publisher = new Publisher(FaultInjection.NONE, () -> {});
  private final byte[] bytes = new byte[3_000_001];

  @BeforeEach
  void fill() throws IOException {
    new Random(5).nextBytes(bytes);
    elsewhere = Files.createTempDirectory(OTHER_FILE_SYSTEM, "jellyscale");
  }

  @AfterEach
  void remove() throws IOException {
    try (var left = Files.walk(elsewhere)) {
      left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }

  private FinishedFile film(Path place) throws IOException {
    Files.createDirectories(place);
    var path = Files.write(place.resolve("film.1.part"), bytes);
    return new FinishedFile(path, bytes.length, Sha256.of(bytes));
  }

  private FinishedFile filmElsewhere() throws IOException {
    assertThat(Files.getFileStore(elsewhere)).isNotEqualTo(Files.getFileStore(folder));
    return film(elsewhere);
  }

  private Path target() {
    return folder.resolve("out/new/film.mkv");
  }

  private void assertAloneInItsFolder(byte[] content) throws IOException {
    assertThat(Files.readAllBytes(target())).isEqualTo(content);
    try (var files = Files.list(folder.resolve("out/new"))) {
      assertThat(files).containsExactly(target());
    }
  }

  @Test
  void aFilmIsMovedWithinItsFileSystem() throws Exception {
    var film = film(folder.resolve("work"));

    publisher.publish(film, target(), ATTEMPT);

    assertAloneInItsFolder(bytes);
    assertThat(film.path()).doesNotExist();
  }

  @Test
  void aFilmIsCopiedToAnotherFileSystem() throws Exception {
    publisher.publish(filmElsewhere(), target(), ATTEMPT);

    assertAloneInItsFolder(bytes);
  }

  @Test
  void whatAKilledNodeLeftUnderAHiddenNameIsRemoved() throws Exception {
    var film = filmElsewhere();
    Files.createDirectories(folder.resolve("out/new"));
    Files.write(HiddenCopy.of(target(), EARLIER), new byte[5_000_000]);

    publisher.publish(film, target(), ATTEMPT);

    assertAloneInItsFolder(bytes);
  }

  @Test
  void aFilmThatStandsThereAlreadyIsPublished() throws Exception {
    publisher.publish(film(folder.resolve("work")), target(), ATTEMPT);

    publisher.publish(film(folder.resolve("work")), target(), ATTEMPT);

    assertAloneInItsFolder(bytes);
  }

  @Test
  void anotherFileOfTheSameNameStaysWhatItIs() throws Exception {
    var film = film(folder.resolve("work"));
    var other = bytes.clone();
    other[1_500_000] ^= 1;
    Files.createDirectories(folder.resolve("out/new"));
    Files.write(target(), other);

    assertThatThrownBy(() -> publisher.publish(film, target(), ATTEMPT))
        .isInstanceOf(Conflict.class);

    assertAloneInItsFolder(other);
    assertThat(film.path()).exists();
  }

  @Test
  void aLinkOfTheSameNameIsNotFollowed() throws Exception {
    var film = film(folder.resolve("work"));
    Files.createDirectories(folder.resolve("out/new"));
    Files.createSymbolicLink(target(), folder.resolve("nowhere"));

    assertThatThrownBy(() -> publisher.publish(film, target(), ATTEMPT))
        .isInstanceOf(Conflict.class);

    assertThat(folder.resolve("nowhere")).doesNotExist();
  }

  @Test
  void aFilmWhoseBytesChangedIsNotPublished() throws Exception {
    var film = filmElsewhere();
    bytes[9] ^= 1;
    Files.write(film.path(), bytes);

    assertThatThrownBy(() -> publisher.publish(film, target(), ATTEMPT))
        .isInstanceOf(VerificationFailed.class);

    try (var files = Files.list(folder.resolve("out/new"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aCopyWhoseNameIsTakenMeanwhileIsRemoved() throws Exception {
    var film = filmElsewhere();
    Files.createDirectories(target());

    assertThatThrownBy(() -> publisher.publish(film, target(), ATTEMPT))
        .isInstanceOf(Conflict.class);

    try (var files = Files.list(folder.resolve("out/new"))) {
      assertThat(files).containsExactly(target());
    }
  }

  @Test
  void whoIsLateGivesNoName() throws Exception {
    var late =
        new Publisher(
            FaultInjection.NONE,
            () -> {
              throw new Unavailable("Somebody else is at it", null);
            });

    for (var film : List.of(film(folder.resolve("work")), filmElsewhere())) {
      assertThatThrownBy(() -> late.publish(film, target(), ATTEMPT))
          .isInstanceOf(Unavailable.class);

      assertThat(film.path()).exists();
      try (var files = Files.list(folder.resolve("out/new"))) {
        assertThat(files).isEmpty();
      }
    }
  }

  @Test
  void aFilmThatAnotherNodeHasPublishedMeanwhileIsPublished() throws Exception {
    for (var film : List.of(film(folder.resolve("work")), filmElsewhere())) {
      var other =
          new Publisher(
              FaultInjection.NONE,
              () -> assertThatCode(() -> Files.write(target(), bytes)).doesNotThrowAnyException());

      other.publish(film, target(), ATTEMPT);

      assertAloneInItsFolder(bytes);
      Files.delete(target());
    }
  }

  @Test
  void whoIsInterruptedLeavesNothing() throws Exception {
    var film = filmElsewhere();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> publisher.publish(film, target(), ATTEMPT))
        .isInstanceOf(InterruptedException.class);

    assertThat(target()).doesNotExist();
    assertThat(HiddenCopy.of(target(), ATTEMPT)).doesNotExist();
  }
}
