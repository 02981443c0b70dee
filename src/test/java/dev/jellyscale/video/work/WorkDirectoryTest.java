package dev.jellyscale.video.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.protocol.FrameRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkDirectoryTest {
  private static final SourceFingerprint SOURCE = new SourceFingerprint(10, "today", "ab");
  private static final Recipe RECIPE = recipe("bicubic-x2");
  private static final List<FrameRange> RANGES =
      List.of(new FrameRange(0, 50), new FrameRange(50, 90));

  private static final byte[] SEGMENT = {1, 2, 3};
  private static final FinishedRange FINISHED = new FinishedRange(50, 3, crc32c(SEGMENT), 40, 1.5);

  @TempDir Path parent;

  @Test
  void aFinishedRangeIsThereForTheSameSourceAndRecipe() throws IOException {
    leaveOneFinishedRange();

    try (var work = WorkDirectory.open(folder())) {
      boolean lost = work.begin(SOURCE, RECIPE);

      assertThat(lost).isFalse();
      assertThat(work.ranges()).isEqualTo(RANGES);
      assertThat(work.finished(0)).contains(FINISHED);
      assertThat(work.damagedRanges()).isZero();
      assertThat(work.finished(1)).isEmpty();
      assertThat(work.finishedFrames()).isEqualTo(50);
      assertThat(work.segments()).containsExactly(work.segment(0), work.segment(1));
    }
  }

  @Test
  void anotherSourceStartsOver() throws IOException {
    leaveOneFinishedRange();

    try (var work = WorkDirectory.open(folder())) {
      boolean lost = work.begin(new SourceFingerprint(11, "today", "ab"), RECIPE);

      assertThat(lost).isTrue();
      assertThat(work.ranges()).isEmpty();
      assertThat(work.segment(0)).doesNotExist();
    }
  }

  @Test
  void anotherRecipeStartsOver() throws IOException {
    leaveOneFinishedRange();

    try (var work = WorkDirectory.open(folder())) {
      boolean lost = work.begin(SOURCE, recipe("swift-x2"));

      assertThat(lost).isTrue();
      assertThat(work.finishedFrames()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"layout\":9}", "null"})
  void aManifestThatNobodyUnderstandsStartsOver(String content) throws IOException {
    leaveOneFinishedRange();
    Files.writeString(folder().resolve("manifest.json"), content);

    try (var work = WorkDirectory.open(folder())) {
      boolean lost = work.begin(SOURCE, RECIPE);

      assertThat(lost).isTrue();
      assertThat(work.segment(0)).doesNotExist();
    }
  }

  @Test
  void aSegmentOfAnotherSizeThanItWasFinishedWithIsNotFinished() throws IOException {
    leaveOneFinishedRange();
    Files.write(folder().resolve("seg-00000"), new byte[2]);

    try (var work = WorkDirectory.open(folder())) {
      work.begin(SOURCE, RECIPE);

      assertThat(work.finished(0)).isEmpty();
    }
  }

  @Test
  void aFlippedBitInASegmentCostsThatRangeAndNoOther() throws IOException {
    leaveOneFinishedRange();
    try (var work = WorkDirectory.open(folder())) {
      work.begin(SOURCE, RECIPE);
      work.finish(1, new FinishedRange(40, 7, crc32c(new byte[7]), 40, 1.5));
    }
    Files.write(folder().resolve("seg-00000"), new byte[] {1, 3, 3});

    try (var work = WorkDirectory.open(folder())) {
      boolean lost = work.begin(SOURCE, RECIPE);

      assertThat(lost).isFalse();
      assertThat(work.damagedRanges()).isEqualTo(1);
      assertThat(work.finished(0)).isEmpty();
      assertThat(work.finished(1)).isPresent();
    }
  }

  @Test
  void aRangeIsFinishedAlthoughTheThreadIsInterrupted() throws IOException {
    try (var work = WorkDirectory.open(folder())) {
      work.begin(SOURCE, RECIPE);
      Files.write(work.part(0), SEGMENT);
      Thread.currentThread().interrupt();

      work.decide(RANGES);
      work.finish(0, FINISHED);

      assertThat(Thread.interrupted()).isTrue();
    }
    try (var next = WorkDirectory.open(folder())) {
      next.begin(SOURCE, RECIPE);
      assertThat(next.finished(0)).contains(FINISHED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/x", "/proc/x/y", "/sys/x"})
  void aPlaceWhereNoFolderCanBeMadeIsDenied(String place) {
    assertThatThrownBy(() -> WorkDirectory.open(Path.of(place)))
        .isInstanceOf(Denied.class)
        .hasMessageContaining("No folder for work");
  }

  @Test
  void aFileAboveItIsAConflict() throws IOException {
    var file = Files.writeString(parent.resolve("letter.txt"), "mine");

    assertThatThrownBy(() -> WorkDirectory.open(file.resolve("work")))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("letter.txt");
  }

  @Test
  void oneFolderServesOneRunAtATime() {
    try (var holder = WorkDirectory.open(folder())) {
      assertThatThrownBy(() -> WorkDirectory.open(holder.folder()))
          .isInstanceOf(Conflict.class)
          .hasMessageContaining("Another run");
    }
    try (var next = WorkDirectory.open(folder())) {
      assertThat(next.ranges()).isEmpty();
    }
  }

  @Test
  void removingTakesTheFolderTooButNothingForeign() throws IOException {
    leaveOneFinishedRange();
    try (var work = WorkDirectory.open(folder())) {
      work.begin(SOURCE, RECIPE);
      work.remove();
    }
    assertThat(folder()).doesNotExist();

    leaveOneFinishedRange();
    var foreign = Files.writeString(folder().resolve("letter.txt"), "mine");
    try (var work = WorkDirectory.open(folder())) {
      work.begin(SOURCE, RECIPE);
      work.remove();
    }
    assertThat(foreign).exists();
    assertThat(folder().toFile().list()).hasSize(1);
  }

  @Test
  void abandoningKeepsWorkAndRemovesAnEmptyFolder() throws IOException {
    try (var work = WorkDirectory.open(folder())) {
      work.abandon();
    }
    assertThat(folder()).doesNotExist();

    leaveOneFinishedRange();
    try (var work = WorkDirectory.open(folder())) {
      work.abandon();
    }
    assertThat(folder().resolve("seg-00000")).exists();
  }

  @Test
  void aFileInItsPlaceIsAConflict() throws IOException {
    Files.writeString(folder(), "a file");

    assertThatThrownBy(() -> WorkDirectory.open(folder())).isInstanceOf(Conflict.class);
  }

  private Path folder() {
    return parent.resolve(".out.mkv.jellyscale");
  }

  private void leaveOneFinishedRange() throws IOException {
    try (var work = WorkDirectory.open(folder())) {
      work.begin(SOURCE, RECIPE);
      work.decide(RANGES.subList(0, 1));
      Files.write(work.part(0), SEGMENT);
      work.finish(0, FINISHED);
      work.decide(RANGES.subList(1, 2));
      Files.write(work.part(1), new byte[7]);
    }
  }

  private static long crc32c(byte[] bytes) {
    var checksum = new CRC32C();
    checksum.update(bytes);
    return checksum.getValue();
  }

  private static Recipe recipe(String model) {
    return new Recipe(new TreeMap<>(Map.of("model", model, "scale", "2x")));
  }
}
