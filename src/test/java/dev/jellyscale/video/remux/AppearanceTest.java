package dev.jellyscale.video.remux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.protocol.VideoFacts.Crop;
import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.TestClips;
import dev.jellyscale.video.encode.EncoderChoice;
import dev.jellyscale.video.probe.ProbeOptions;
import dev.jellyscale.video.probe.SourceProbe;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
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
    assertThat(facts.tags())
        .usingRecursiveComparison()
        // MP4 has no place for it, and FFmpeg does not look for it in AV1.
        .ignoringFields(encoder.equals(EncoderChoice.X265_DEFAULT) ? "" : "chromaLocation")
        .isEqualTo(expected.tags());
    assertThat(fractions(facts.hdr().masteringDisplay().orElseThrow()))
        .containsExactly(fractions(expected.hdr().masteringDisplay().orElseThrow()), within(1e-4));
    assertThat(facts.hdr().contentLight().orElseThrow())
        .isEqualTo(expected.hdr().contentLight().orElseThrow());
    assertThat(facts.format().pixels().depth()).isEqualTo(10);
    assertThat(messages(file))
        .contains(
            encoder.equals(EncoderChoice.X265_DEFAULT) ? "max_content_light_level" : "max_cll")
        .contains(
            encoder.equals(EncoderChoice.X265_DEFAULT)
                ? "max_display_mastering_luminance"
                : "luminance_max");
  }

  /** Values of the ten fractions of {@code AVMasteringDisplayMetadata}. */
  private static double[] fractions(byte[] mastering) {
    var numbers = ByteBuffer.wrap(mastering).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    return IntStream.range(0, 10)
        .mapToDouble(i -> (double) numbers.get(2 * i) / numbers.get(2 * i + 1))
        .toArray();
  }

  /** The messages in the packets, read without the container, which could have added them. */
  private static String messages(Path file) {
    return FfmpegProgram.ffmpeg(
        List.of(
            "-v",
            "info",
            "-i",
            file.toString(),
            "-map",
            "0:v:0",
            "-frames:v",
            "1",
            "-c",
            "copy",
            "-bsf:v",
            "trace_headers",
            "-f",
            "null",
            "-"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.mkv", "out.mp4"})
  void hlgStaysHlg(String out) {
    var source =
        TestClips.clip(
            "hlg.mkv",
            "-c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -x265-params log-level=none:"
                + "colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc");

    var file = new Remuxing(folder, source).with(EncoderChoice.X265_DEFAULT).to(out);

    var tags = SourceProbe.probe(file, ProbeOptions.STRICT).facts().video().tags();
    assertThat(tags.transfer()).isEqualTo(18);
    assertThat(tags.primaries()).isEqualTo(9);
    assertThat(tags.matrix()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.mkv", "out.mp4"})
  void anAnamorphicPictureKeepsItsShape(String out) {
    var source = TestClips.clip("anamorphic.mkv", "-c:v mpeg2video -b:v 800k -vf setdar=16/9");

    var file = new Remuxing(folder, source).to(out);

    assertThat(Remuxing.show(file, "-show_entries", "stream=width,display_aspect_ratio"))
        .contains("streams.stream.0.width=192", "streams.stream.0.display_aspect_ratio=\"16:9\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.mkv", "out.mp4"})
  void aTurnedPictureStaysTurned(String out) {
    var plain = TestClips.h264Mp4();
    var source = TestClips.make("turned.mp4", "-display_rotation 90 -i " + plain, "-c copy");

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
            "-c:v "
                + (pixels.equals("gbrp") ? "libx264rgb" : "libx264")
                + " -pix_fmt "
                + (pixels.equals("gbrp") ? "rgb24" : pixels));

    var file = new Remuxing(folder, source).with(EncoderChoice.X265_DEFAULT).to("out.mkv");

    assertThat(Remuxing.show(file, "-show_entries", "stream=pix_fmt"))
        .contains("streams.stream.0.pix_fmt=\"" + pixels + "\"");
  }
}
