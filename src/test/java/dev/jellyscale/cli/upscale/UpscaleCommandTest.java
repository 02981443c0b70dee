package dev.jellyscale.cli.upscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jellyscale.TestFiles;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.video.TestClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpscaleCommandTest {
  @TempDir Path folder;

  @Test
  void aVideoBecomesTwiceAsLargeAndKeepsItsOtherStreams() {
    var source = TestClips.everything();
    var output = folder.resolve("out.mkv");

    var run = CommandLineRun.upscale(source, output);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Decoded.picture(output)).isEqualTo("h264,192,128");
    assertThat(Decoded.times(output)).isEqualTo(Decoded.times(source));
    assertThat(Decoded.otherStreams(output)).isEqualTo(Decoded.otherStreams(source));
    assertThat(CommandLineRun.listing(folder)).containsExactly("out.mkv");
    var frames = run.report().get("frames");
    assertThat(frames.get("total").asInt()).isEqualTo(60);
    assertThat(frames.get("inferred").asInt()).isEqualTo(60);
    assertThat(run.report().at("/device/provider").asText()).isEqualTo("CPU");
  }

  @Test
  void aPersonIsToldInputOutputModelDeviceAndFrames() {
    var run =
        CommandLineRun.of(
            "upscale", "--model", "bicubic-x2", TestClips.h264(), folder.resolve("out.mkv"));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("Input   ", "96x64 h264", "Output  ", "192x128 libx264", "Model   bicubic-x2 (")
        .contains("Device  cpu; not tensorrt (", "; not cuda (", "Frames  60: 60 inferred");
    assertThat(run.err()).contains("60 frames", "Verifying the output");
  }

  @Test
  void framesOfAVariableRateKeepTheirTimes() {
    var source = TestClips.variableRate();
    var output = folder.resolve("out.mkv");

    var run = CommandLineRun.upscale(source, output, "--range-frames", "25");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Decoded.times(output)).isEqualTo(Decoded.times(source));
  }

  @Test
  void heldPicturesAreInferredOnce() {
    var source =
        TestClips.make(
            "held.mkv",
            "-f lavfi -i testsrc2=size=96x64:rate=5",
            "-vf fps=25 -c:v libx264 -preset veryfast -qp 0 -g 12 -frames:v 60");
    var output = folder.resolve("out.mkv");

    var run = CommandLineRun.upscale(source, output);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Decoded.times(output)).isEqualTo(Decoded.times(source));
    var frames = run.report().get("frames");
    assertThat(frames.get("total").asInt()).isEqualTo(60);
    // Every picture is held for 5 frames; a range that begins inside one infers it again.
    assertThat(frames.get("inferred").asInt()).isBetween(12, 14);
    assertThat(frames.get("reused").asInt()).isEqualTo(60 - frames.get("inferred").asInt());
  }

  @ParameterizedTest
  @CsvSource({"25", "60", "7"})
  void theLengthOfRangesChangesNeitherCountNorTimes(int rangeFrames) {
    var source = TestClips.openGroups();
    var output = folder.resolve("out.mp4");

    var run = CommandLineRun.upscale(source, output, "--range-frames", rangeFrames);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Decoded.frames(output)).hasSize(TestClips.FRAMES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mpeg2.ts", "mpeg4.avi", "dvd.vob", "vp9.webm", "hdr10.mkv"})
  void sourcesOfAllKindsKeepTheirFrameCount(String kind) {
    var source =
        switch (kind) {
          case "mpeg2.ts" -> TestClips.mpeg2Ts();
          case "mpeg4.avi" -> TestClips.mpeg4Avi();
          case "dvd.vob" -> TestClips.programStream();
          case "vp9.webm" -> TestClips.vp9();
          default -> TestClips.hdr10();
        };
    var output = folder.resolve("out.mkv");

    var run = CommandLineRun.upscale(source, output, "--preset", "ultrafast", "--range-frames", 31);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Decoded.frames(output)).hasSize(TestClips.FRAMES);
    assertThat(run.report().at("/frames/total").asInt()).isEqualTo(TestClips.FRAMES);
  }

  @Test
  void interlacedVideoIsDeinterlacedToFramesOrFields() {
    var source = TestClips.interlacedH264();
    var frames = folder.resolve("frames.mkv");
    var fields = folder.resolve("fields.mkv");

    var frameRun = CommandLineRun.upscale(source, frames);
    var fieldRun =
        CommandLineRun.upscale(source, fields, "--deinterlace", "field", "--range-frames", "25");

    assertThat(frameRun.code()).as(frameRun.err()).isZero();
    assertThat(fieldRun.code()).as(fieldRun.err()).isZero();
    assertThat(Decoded.frames(fields)).hasSize(2 * Decoded.frames(frames).size());
    assertThat(frameRun.report().get("notes").toString()).contains("bwdif");
  }

  @ParameterizedTest
  @CsvSource({"--scale,3,288,192", "--scale,4,384,256", "--scale,2,192,128"})
  void otherScalesAreReachedByPassesAndAReduction(
      String option, String value, int width, int height) {
    var output = folder.resolve("out.mkv");

    var run = CommandLineRun.upscale(TestClips.h264(), output, option, value, "--for", "0.4");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Decoded.picture(output)).isEqualTo("h264,%d,%d".formatted(width, height));
    assertThat(run.report().get("notes").toString().contains("ran 2 times"))
        .isEqualTo(!value.equals("2"));
  }

  @Test
  void aBoxIsFilled() {
    var source = TestClips.clip("quarter.mkv", "400x200", "-c:v libx264 -preset ultrafast");
    var output = folder.resolve("out.mkv");

    var run = CommandLineRun.upscale(source, output, "--to", "720p", "--for", "0.2");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Decoded.picture(output)).isEqualTo("h264,1280,640");
  }

  @Test
  void aPreviewHoldsThePartThatWasAskedForAndItsSound() {
    var output = folder.resolve("part.mkv");

    var run =
        CommandLineRun.upscale(TestClips.everything(), output, "--from", "0.8", "--for", "0.6");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Decoded.frames(output)).hasSize(15);
    assertThat(Decoded.times(output).getFirst()).isCloseTo(0, within(0.05));
    assertThat(Decoded.otherStreams(output)).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void aPreviewBehindTheEndIsRefused() {
    var run =
        CommandLineRun.upscale(
            TestClips.h264(), folder.resolve("part.mkv"), "--from", "1:00", "--for", "1");

    assertThat(run.code()).isEqualTo(ExitCode.INVALID.code());
    assertThat(CommandLineRun.listing(folder)).isEmpty();
  }

  @Test
  void anEstimateTellsTimeAndSizeAndWritesNothing() {
    var run = CommandLineRun.upscale(TestClips.h264(), folder.resolve("out.mkv"), "--estimate");

    assertThat(run.code()).as(run.err()).isZero();
    var estimate = run.events().getFirst();
    assertThat(estimate.get("event").asText()).isEqualTo("estimated");
    assertThat(estimate.get("frames").asInt()).isEqualTo(TestClips.FRAMES);
    assertThat(estimate.get("seconds").asDouble()).isPositive();
    assertThat(CommandLineRun.listing(folder)).isEmpty();
  }

  @Test
  void anEstimateIsCloseToTheSizeThatTheOutputGets() throws IOException {
    var source = TestClips.everything();
    var output = folder.resolve("out.mkv");

    var estimate = CommandLineRun.upscale(source, output, "--estimate").events().getFirst();
    var run = CommandLineRun.upscale(source, output);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat((double) estimate.get("bytes").asLong())
        .isBetween(0.5 * Files.size(output), 1.7 * Files.size(output));
  }

  @Test
  void missingFoldersAboveTheOutputAreMade() {
    var output = folder.resolve("a/b/out.mkv");

    var run = CommandLineRun.upscale(TestClips.h264(), output, "--for", "0.2");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(output).exists();
  }

  @Test
  void workCanGoToAnotherFolderAndLeavesItEmpty() throws IOException {
    var work = Files.createDirectory(folder.resolve("work"));

    var run =
        CommandLineRun.upscale(
            TestClips.h264(), folder.resolve("out.mkv"), "--work", work, "--for", "0.2");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(CommandLineRun.listing(folder)).containsExactly("out.mkv", "work");
  }

  @Test
  void everyEventIsAnObjectWithItsName() {
    var run = CommandLineRun.upscale(TestClips.h264(), folder.resolve("out.mkv"));

    assertThat(run.events().stream().map(event -> event.get("event").asText()))
        .startsWith("planned")
        .contains("progress")
        .endsWith("step", "step", "finished");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void theSampleIsMadeAndUpscaledWithSoundSubtitlesAndChapters() {
    var output = folder.resolve("sample.mkv");

    var run =
        CommandLineRun.of(
            "upscale",
            "--json",
            "--model",
            "bicubic-x2",
            "--for",
            "1",
            "--preset",
            "ultrafast",
            "--sample",
            output);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Decoded.picture(output)).isEqualTo("h264,1280,720");
    assertThat(Decoded.otherStreams(output)).hasSize(2);
    assertThat(run.report().at("/frames/reused").asInt()).isZero();
    assertThat(CommandLineRun.listing(folder)).containsExactly("sample.mkv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seeking_384x288_25fps_h264.mp4",
        "blue_sky_640x360_h264_high10.mp4",
        "park_joy_480x270_50fps.y4m"
      })
  void realClipsAreUpscaled(String name) {
    var source = TestFiles.shared("clips/" + name);
    var output = folder.resolve("out.mkv");

    var run = CommandLineRun.upscale(source, output, "--for", "0.4", "--preset", "ultrafast");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Decoded.frames(output)).hasSize(name.startsWith("blue") ? 3 : 10);
  }
}
