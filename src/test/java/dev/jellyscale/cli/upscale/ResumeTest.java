package dev.jellyscale.cli.upscale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.video.TestClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills and interrupts a real process and runs the same command again. */
class ResumeTest {
  private static final int FRAMES = 200;

  @TempDir Path folder;
  private Path temporary;
  private Path films;
  private Path output;

  @BeforeEach
  void makeFolders() throws IOException {
    temporary = Files.createDirectory(folder.resolve("temporary"));
    films = Files.createDirectory(folder.resolve("films"));
    output = films.resolve("out.mkv");
  }

  @Test
  void aKilledRunGoesOnAndTheResultEqualsThatOfAnUninterruptedOne() throws Exception {
    killAfter(80);
    var leftovers = CommandLineRun.listing(films);
    var whole = folder.resolve("whole.mkv");

    var resumed = CommandLineRun.of(arguments(output));
    var uninterrupted = CommandLineRun.of(arguments(whole));

    assertThat(leftovers).contains(".out.mkv.jellyscale/seg-00000").doesNotContain("out.mkv");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.report().at("/frames/resumed").asInt()).isGreaterThanOrEqualTo(40);
    assertThat(resumed.report().at("/frames/total").asInt()).isEqualTo(FRAMES);
    assertThat(uninterrupted.report().at("/frames/resumed").asInt()).isZero();
    assertThat(Decoded.frames(output)).isEqualTo(Decoded.frames(whole)).hasSize(FRAMES);
    assertThat(CommandLineRun.listing(films)).containsExactly("out.mkv");
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143"})
  void aSignalledRunKeepsItsRangesSaysSoAndGoesOn(String signal, int status) throws Exception {
    int code;
    try (var program = ChildProgram.start(List.of(), temporary, arguments(output))) {
      program.awaitFrames(80);
      program.signal(signal);
      code = program.await();
    }

    var resumed = CommandLineRun.of(arguments(output));

    assertThat(code).isEqualTo(status);
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.report().at("/frames/resumed").asInt()).isGreaterThanOrEqualTo(40);
    assertThat(CommandLineRun.listing(films)).containsExactly("out.mkv");
  }

  @Test
  void anInterruptionBehindTheLastFrameKeepsAllRanges() throws Exception {
    int code;
    try (var program = ChildProgram.start(List.of(), temporary, arguments(output))) {
      program.awaitStep("ASSEMBLE");
      program.signal("INT");
      code = program.await();
    }
    boolean finishedFirst = Files.exists(output);

    var resumed = CommandLineRun.of(arguments(output, finishedFirst ? "--force" : "--verbose"));

    assertThat(code).isEqualTo(130);
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.report().at("/frames/resumed").asInt())
        .isEqualTo(finishedFirst ? 0 : FRAMES);
    assertThat(CommandLineRun.listing(films)).containsExactly("out.mkv");
  }

  @Test
  void anotherRecipeStartsOverAndSaysSo() throws Exception {
    killAfter(60);

    var other = CommandLineRun.of(arguments(output, "--crf", "35"));

    assertThat(other.code()).as(other.err()).isZero();
    assertThat(other.report().at("/frames/resumed").asInt()).isZero();
    assertThat(other.report().get("notes").toString()).contains("did not fit");
  }

  @Test
  void twoRunsDoNotShareAnOutput() throws Exception {
    try (var program = ChildProgram.start(List.of(), temporary, arguments(output))) {
      program.awaitFrames(1);

      var second = CommandLineRun.of(arguments(output));

      assertThat(second.code()).isEqualTo(ExitCode.CONFLICT.code());
      assertThat(second.err()).contains("Another run");
      assertThat(CommandLineRun.listing(films)).contains(".out.mkv.jellyscale/lock");
      program.kill();
    }
  }

  @Test
  void aSourceThatChangesInMidWorkEndsTheJobWithThatReason() throws Exception {
    var source =
        Files.copy(clip(), folder.resolve("source.mkv"), StandardCopyOption.REPLACE_EXISTING);
    int code;
    try (var program = ChildProgram.start(List.of(), temporary, arguments(source, output))) {
      program.awaitFrames(1);
      Files.setLastModifiedTime(source, FileTime.fromMillis(1_000));
      code = program.await();
    }

    assertThat(code).isEqualTo(ExitCode.CONFLICT.code());
    assertThat(temporary.resolve("stderr.txt")).content().contains("changed while");
    assertThat(CommandLineRun.listing(films)).isEmpty();
  }

  private void killAfter(int frames) throws Exception {
    try (var program = ChildProgram.start(List.of(), temporary, arguments(output))) {
      program.awaitFrames(frames);
      program.kill();
    }
  }

  private static Path clip() {
    return TestClips.make(
        "long.mkv",
        "-f lavfi -i testsrc2=size=96x64:rate=25",
        "-c:v libx264 -preset ultrafast -g 25 -frames:v " + FRAMES);
  }

  private static Object[] arguments(Path to, String... more) {
    return arguments(clip(), to, more);
  }

  /** A slow encoder, so that there is time to kill, and ranges of 40 frames. */
  private static Object[] arguments(Path from, Path to, String... more) {
    var all = new ArrayList<Object>(List.of("upscale", "--json", "--model", "bicubic-x2"));
    all.addAll(List.of("--device", "cpu", "--range-frames", "40"));
    all.addAll(List.of("--encoder", "x265", "--preset", "slow"));
    all.addAll(List.of(more));
    all.add(from);
    all.add(to);
    return all.toArray();
  }
}
