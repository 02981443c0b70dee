package dev.jellyscale.cli.upscale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.frame.SideData;
import dev.jellyscale.frame.SideData.Kind;
import dev.jellyscale.video.FrameSideData;
import dev.jellyscale.video.TestClips;
import dev.jellyscale.video.encode.EncoderChoice;
import dev.jellyscale.video.remux.Remuxing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captions of a source with B-frames and a variable rate, through the whole command. */
class CaptionsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "svtav1, 12, out.mkv",
    "svtav1, 8, out.mp4",
    "x264, ultrafast, out.mp4",
    "x265, ultrafast, out.mkv"
  })
  void everyFrameKeepsItsCaptionsAndItsTime(String encoder, String preset, String out) {
    var source =
        new Remuxing(folder, TestClips.variableRate())
            .sideData(frame -> frame % 7 == 6 ? List.of() : List.of(caption(frame)))
            .to("captions.mkv");
    var output = folder.resolve(out);

    var run =
        CommandLineRun.upscale(
            source, output, "--encoder", encoder, "--preset", preset, "--range-frames", "25");

    assertThat(run.code()).as(run.err()).isZero();
    var captions = FrameSideData.of(output);
    assertThat(captions).isEqualTo(FrameSideData.of(source)).hasSize(TestClips.FRAMES);
    assertThat(captions.stream().distinct()).hasSize(1 + TestClips.FRAMES - TestClips.FRAMES / 7);
  }

  @Test
  void captionsOfAnAv1SourceAreKept() {
    var plain = TestClips.variableRate();
    var source =
        new Remuxing(folder, plain)
            .with(EncoderChoice.SVT_AV1_DEFAULT)
            .sideData(frame -> List.of(caption(frame)))
            .to("captions.mp4");
    var output = folder.resolve("out.mkv");

    var run = CommandLineRun.upscale(source, output, "--range-frames", "25");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(FrameSideData.of(output))
        .isEqualTo(FrameSideData.of(source))
        .allMatch(captions -> captions.startsWith("A53_CAPTIONS fc"));
  }

  private static SideData caption(int frame) {
    byte[] triplets = {(byte) 0xFC, (byte) (0x20 + frame), 0x42, (byte) 0xFD, 0, 0};
    return new SideData(Kind.A53_CAPTIONS, triplets);
  }
}
