package dev.jellyscale.cli.upscale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.video.TestClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {
  @TempDir Path folder;
  private Path films;

  @BeforeEach
  void makeFilms() throws IOException {
    films = Files.createDirectories(folder.resolve("films/season 1")).resolve("..").normalize();
    Files.copy(TestClips.h264(), films.resolve("b.mkv"));
    Files.copy(TestClips.h264Mp4(), films.resolve("season 1/a.mp4"));
    Files.writeString(films.resolve("notes.txt"), "watch these\n");
    Files.writeString(films.resolve(".hidden"), "not for show");
  }

  @Test
  void everyVideoIsUpscaledIntoAFolderOfTheSameShape() {
    var run = CommandLineRun.upscale(films, folder.resolve("large"), "--for", "0.2");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(CommandLineRun.listing(folder.resolve("large")))
        .containsExactly("b.mkv", "season 1", "season 1/a.mp4");
    var summary = run.events().getLast();
    assertThat(summary.get("finished")).hasSize(2);
    assertThat(summary.get("failed")).isEmpty();
    assertThat(summary.get("skipped").get(0).asText()).endsWith("notes.txt");
  }

  @Test
  void aFileThatFailsDoesNotStopTheOthers() throws IOException {
    var whole = Files.readAllBytes(TestClips.h264());
    Files.write(films.resolve("a.mkv"), Arrays.copyOf(whole, whole.length / 2));

    var run = CommandLineRun.upscale(films, folder.resolve("large"), "--for", "0.2");

    assertThat(run.code()).isEqualTo(ExitCode.SOME_FAILED.code());
    var summary = run.events().getLast();
    assertThat(summary.get("finished")).hasSize(2);
    assertThat(summary.get("failed").get(0).asText()).endsWith("a.mkv");
    assertThat(CommandLineRun.listing(folder.resolve("large")))
        .containsExactly("b.mkv", "season 1", "season 1/a.mp4");
  }

  @Test
  void twoVideosNeverBecomeOneFile() throws IOException {
    Files.copy(TestClips.mpeg4Avi(), films.resolve("b.avi"));

    var run = CommandLineRun.upscale(films, folder.resolve("large"), "--for", "0.2", "--force");

    assertThat(run.code()).isEqualTo(ExitCode.SOME_FAILED.code());
    assertThat(run.events().getLast().get("failed").get(0).asText()).endsWith("b.mkv");
    assertThat(Decoded.picture(folder.resolve("large/b.mkv"))).isEqualTo("h264,192,128");
  }

  @Test
  void outputsInsideOfTheFolderAreNotSourcesTheNextTime() {
    var large = films.resolve("large");

    var first = CommandLineRun.upscale(films, large, "--for", "0.2");
    var second = CommandLineRun.upscale(films, large, "--for", "0.2", "--force");

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(second.events().getLast().get("finished")).hasSize(2);
  }

  @Test
  void theSameCommandAgainFindsItsOutputsDone() throws IOException {
    var large = folder.resolve("large");
    var first = CommandLineRun.upscale(films, large, "--for", "0.2");
    Files.copy(TestClips.h264(), films.resolve("new.mkv"));

    var second = CommandLineRun.upscale(films, large, "--for", "0.2");

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(second.code()).as(second.err()).isZero();
    var summary = second.events().getLast();
    assertThat(summary.get("doneBefore")).hasSize(2);
    assertThat(summary.get("finished")).hasSize(1);
    assertThat(summary.get("failed")).isEmpty();
  }

  @Test
  void anOutputMadeInAnotherWayIsNotTakenForThisOne() throws IOException {
    var large = folder.resolve("large");
    CommandLineRun.upscale(films, large, "--for", "0.2");
    Files.writeString(large.resolve("season 1/a.mp4"), "mine");

    var longer = CommandLineRun.upscale(films, large, "--for", "0.4");

    assertThat(longer.code()).isEqualTo(ExitCode.SOME_FAILED.code());
    assertThat(longer.events().getLast().get("failed")).hasSize(2);
    assertThat(large.resolve("season 1/a.mp4")).hasContent("mine");
  }
}
