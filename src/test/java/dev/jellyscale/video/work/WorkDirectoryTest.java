package dev.jellyscale.video.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.protocol.FrameRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkDirectoryTest {
  private static final SourceFingerprint SOURCE = new SourceFingerprint(10, "today", "ab");
  private static final Recipe RECIPE = recipe("bicubic-x2");
  private static final List<FrameRange> RANGES =
      List.of(new FrameRange(0, 50), new FrameRange(50, 90));

  @TempDir Path parent;

  @Test
  void aFinishedRangeIsThereForTheSameSourceAndRecipe() throws IOException {
    leaveOneFinishedRange();

    try (var work = WorkDirectory.open(folder())) {
      boolean lost = work.begin(SOURCE, RECIPE);

      assertThat(lost).isFalse();
      assertThat(work.ranges()).isEqualTo(RANGES);
      assertThat(work.finished(0)).contains(new FinishedRange(50, 3, 40, 1.5));
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
      Files.write(work.part(0), new byte[3]);
      work.finish(0, new FinishedRange(50, 3, 40, 1.5));
      work.decide(RANGES.subList(1, 2));
      Files.write(work.part(1), new byte[7]);
    }
  }

  private static Recipe recipe(String model) {
    return new Recipe(new TreeMap<>(Map.of("model", model, "scale", "2x")));
  }
}
