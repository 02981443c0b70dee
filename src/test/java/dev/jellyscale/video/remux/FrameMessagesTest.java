package dev.jellyscale.video.remux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.frame.SideData;
import dev.jellyscale.frame.SideData.Kind;
import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.FrameSideData;
import dev.jellyscale.video.TestClips;
import dev.jellyscale.video.encode.EncoderChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Captions and dynamic HDR metadata, read back by our own reader. */
class FrameMessagesTest {
  @TempDir Path folder;

  static Stream<Arguments> outputs() {
    return outputsOf(
        EncoderChoice.X264_DEFAULT, EncoderChoice.X265_DEFAULT, EncoderChoice.SVT_AV1_DEFAULT);
  }

  static Stream<Arguments> tenBitOutputs() {
    return outputsOf(EncoderChoice.X265_DEFAULT, EncoderChoice.SVT_AV1_DEFAULT);
  }

  private static Stream<Arguments> outputsOf(EncoderSettings... encoders) {
    return Stream.of("out.mkv", "out.mp4")
        .flatMap(out -> Stream.of(encoders).map(encoder -> Arguments.of(out, encoder)));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void captionsAreReadBackFromEveryFrame(String out, EncoderSettings encoder) {
    var file =
        new Remuxing(folder, TestClips.h264())
            .with(encoder)
            .sideData(frame -> List.of(caption(frame)))
            .to(out);

    assertThat(FrameSideData.of(file)).isEqualTo(ofEachFrame(frame -> List.of(caption(frame))));
  }

  @ParameterizedTest
  @MethodSource("tenBitOutputs")
  void dynamicHdrMetadataIsReadBackFromEveryFrame(String out, EncoderSettings encoder) {
    var metadata = new SideData(Kind.HDR10_PLUS, hdr10Plus());

    var file =
        new Remuxing(folder, TestClips.hdr10())
            .with(encoder)
            .sideData(_ -> List.of(metadata))
            .to(out);

    assertThat(FrameSideData.of(file)).isEqualTo(ofEachFrame(_ -> List.of(metadata)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.mkv", "out.mp4"})
  void av1CarriesBothAsMetadataUnits(String out) {
    var file =
        new Remuxing(folder, TestClips.hdr10())
            .with(EncoderChoice.SVT_AV1_DEFAULT)
            .sideData(frame -> List.of(caption(frame), new SideData(Kind.HDR10_PLUS, hdr10Plus())))
            .to(out);

    var units =
        FfmpegProgram.ffmpeg(
                List.of(
                    "-v",
                    "info",
                    "-i",
                    file.toString(),
                    "-map",
                    "0:v:0",
                    "-c",
                    "copy",
                    "-bsf:v",
                    "trace_headers",
                    "-f",
                    "null",
                    "-"))
            .lines()
            .filter(line -> line.contains("itu_t_t35_country_code "))
            .count();
    assertThat(units).isEqualTo(2L * TestClips.FRAMES);
  }

  private static SideData caption(int frame) {
    byte[] triplets = {(byte) 0xFC, (byte) frame, 0x42, (byte) 0xFD, 0, 0, (byte) 0xF9, 0, 1};
    return new SideData(Kind.A53_CAPTIONS, triplets);
  }

  private static List<String> ofEachFrame(IntFunction<List<SideData>> items) {
    return IntStream.range(0, TestClips.FRAMES)
        .mapToObj(frame -> FrameSideData.text(items.apply(frame)))
        .toList();
  }

  /** As the reader delivers it: one window, all luminances different. */
  private static byte[] hdr10Plus() {
    var metadata = avutil.av_dynamic_hdr_plus_alloc((SizeTPointer) null);
    try (var out = new BytePointer((org.bytedeco.javacpp.Pointer) null);
        var size = new SizeTPointer(1)) {
      metadata.itu_t_t35_country_code((byte) 0xB5);
      metadata.application_version((byte) 1);
      metadata.num_windows((byte) 1);
      metadata.targeted_system_display_maximum_luminance().num(400).den(1);
      var window = metadata.params(0);
      for (int i = 0; i < 3; i++) {
        window.maxscl(i).num(1000 + i).den(100_000);
      }
      window.average_maxrgb().num(77).den(100_000);
      window.fraction_bright_pixels().num(1).den(1000);
      avutil.av_dynamic_hdr_plus_to_t35(metadata, out, size);
      var bytes = new byte[(int) size.get()];
      out.get(bytes);
      avutil.av_free(out);
      return bytes;
    } finally {
      avutil.av_free(metadata);
    }
  }
}
