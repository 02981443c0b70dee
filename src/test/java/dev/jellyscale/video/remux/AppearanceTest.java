package dev.jellyscale.video.remux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.protocol.VideoFacts.Crop;
import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.TestClips;
import dev.jellyscale.video.encode.EncoderChoice;
import dev.jellyscale.video.probe.ProbeOptions;
import dev.jellyscale.video.probe.SourceProbe;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A player shows the output as it showed the source. */
class AppearanceTest {
  @TempDir Path folder;

  static Stream<Arguments> outputs() {
    return Stream.of("out.mkv", "out.mp4")
        .flatMap(
            out ->
                Stream.of(EncoderChoice.X265_DEFAULT, EncoderChoice.SVT_AV1_DEFAULT)
                    .map(encoder -> Arguments.of(out, encoder)));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void hdr10StandsInTheContainerAndInTheBitStream(String out, EncoderSettings encoder) {
    var source = TestClips.hdr10();

    var file = new Remuxing(folder, source).with(encoder).to(out);

    var facts = SourceProbe.probe(file, ProbeOptions.STRICT).facts().video();
    var expected = SourceProbe.probe(source, ProbeOptions.STRICT).facts().video();
    assertThat(facts.tags()).isEqualTo(expected.tags());
    assertThat(facts.hdr().masteringDisplay().orElseThrow())
        .isEqualTo(expected.hdr().masteringDisplay().orElseThrow());
    assertThat(facts.hdr().contentLight().orElseThrow())
        .isEqualTo(expected.hdr().contentLight().orElseThrow());
    assertThat(facts.format().pixels().depth()).isEqualTo(10);
    assertThat(ofTheBitStream(file, encoder)).contains("Mastering", "Content light", "max_content=1000");
  }

  /** The first frame's side data in a raw stream, where no container can have added it. */
  private String ofTheBitStream(Path file, EncoderSettings encoder) {
    var raw =
        folder.resolve(encoder.equals(EncoderChoice.X265_DEFAULT) ? "raw.hevc" : "raw.obu");
    FfmpegProgram.ffmpeg(
        List.of("-i", file.toString(), "-map", "0:v:0", "-c", "copy", raw.toString()));
    return FfmpegProgram.ffprobe(raw, "-show_frames", "-read_intervals", "%+#1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.mkv", "out.mp4"})
  void hlgStaysHlg(String out) {
    var source =
        TestClips.clip(
            "hlg.mkv",
            "-c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -x265-params log-level=none"
                + " -color_primaries bt2020 -color_trc arib-std-b67 -colorspace bt2020nc"
                + " -color_range tv");

    var file = new Remuxing(folder, source).with(EncoderChoice.X265_DEFAULT).to(out);

    var tags = SourceProbe.probe(file, ProbeOptions.STRICT).facts().video().tags();
    assertThat(tags.transfer()).isEqualTo(18);
    assertThat(tags.primaries()).isEqualTo(9);
    assertThat(tags.matrix()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.mkv", "out.mp4"})
  void anAnamorphicPictureKeepsItsShape(String out) {
    var source =
        TestClips.clip("anamorphic.mpg", "-c:v mpeg2video -b:v 800k -vf setsar=64/45");

    var file = new Remuxing(folder, source).to(out);

    assertThat(Remuxing.show(file, "-show_entries", "stream=width,sample_aspect_ratio"))
        .contains(
            "streams.stream.0.width=192", "streams.stream.0.sample_aspect_ratio=\"64:45\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.mkv", "out.mp4"})
  void aTurnedPictureStaysTurned(String out) {
    var plain = TestClips.h264Mp4();
    var source =
        TestClips.make("turned.mp4", "-display_rotation 90 -i " + plain, "-c copy");

    var file = new Remuxing(folder, source).to(out);

    var facts = SourceProbe.probe(file, ProbeOptions.STRICT).facts().video();
    var expected = SourceProbe.probe(source, ProbeOptions.STRICT).facts().video();
    assertThat(facts.rotation()).isEqualTo(expected.rotation());
    assertThat(facts.rotation().orElseThrow()).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.mkv", "out.mp4"})
  void theContainersCropGrowsWithThePicture(String out) {
    var file = new Remuxing(folder, TestClips.h264()).cropped(new Crop(4, 6, 8, 2)).to(out);

    var crop = SourceProbe.probe(file, ProbeOptions.STRICT).facts().video().crop();
    assertThat(crop).isEqualTo(new Crop(8, 12, 16, 4));
  }

  @Test
  void hevcInMp4IsTaggedForApplePlayers() {
    var file =
        new Remuxing(folder, TestClips.h264()).with(EncoderChoice.X265_DEFAULT).to("out.mp4");

    assertThat(Remuxing.show(file, "-show_entries", "stream=codec_tag_string"))
        .contains("streams.stream.0.codec_tag_string=\"hvc1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yuv422p10le", "yuv444p", "gbrp"})
  void theSamplingOfTheSourceIsKept(String pixels) {
    var source =
        TestClips.clip(
            pixels + ".mkv",
            "-c:v " + (pixels.equals("gbrp") ? "libx264rgb" : "libx264") + " -pix_fmt "
                + (pixels.equals("gbrp") ? "rgb24" : pixels));

    var file = new Remuxing(folder, source).with(EncoderChoice.X265_DEFAULT).to("out.mkv");

    assertThat(Remuxing.show(file, "-show_entries", "stream=pix_fmt"))
        .contains("streams.stream.0.pix_fmt=\"" + pixels + "\"");
  }
}
