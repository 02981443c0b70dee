package dev.jellyscale.video.remux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.SideData;
import dev.jellyscale.frame.SideData.Kind;
import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.TestClips;
import dev.jellyscale.video.decode.DecodeOptions;
import dev.jellyscale.video.decode.Deinterlace;
import dev.jellyscale.video.decode.FrameReader;
import dev.jellyscale.video.encode.EncoderChoice;
import dev.jellyscale.video.probe.ProbeOptions;
import dev.jellyscale.video.probe.SourceProbe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
class TravellingDataTest {
  private static final SideData CAPTION =
      new SideData(
          Kind.A53_CAPTIONS, new byte[] {(byte) 0xFC, 0x41, 0x42, (byte) 0xFD, 0x43, 0x44});

  @TempDir Path folder;

  static Stream<Arguments> outputs() {
    return Stream.of("out.mkv", "out.mp4")
        .flatMap(
            out ->
                Stream.of(EncoderChoice.X264_DEFAULT, EncoderChoice.X265_DEFAULT)
                    .map(encoder -> Arguments.of(out, encoder)));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void captionsAreReadBackFromEveryFrame(String out, EncoderSettings encoder) {
    var file =
        new Remuxing(folder, TestClips.h264()).with(encoder).sideDataOnEveryFrame(CAPTION).to(out);

    assertThat(sideData(file))
        .hasSize(TestClips.FRAMES)
        .allSatisfy(
            items -> {
              assertThat(items).hasSize(1);
              assertThat(items.getFirst().payload()).isEqualTo(CAPTION.payload());
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.mkv", "out.mp4"})
  void dynamicHdrMetadataIsReadBackFromEveryFrame(String out) {
    var metadata = new SideData(Kind.HDR10_PLUS, hdr10Plus());

    var file =
        new Remuxing(folder, TestClips.hdr10())
            .with(EncoderChoice.X265_DEFAULT)
            .sideDataOnEveryFrame(metadata)
            .to(out);

    assertThat(sideData(file))
        .hasSize(TestClips.FRAMES)
        .allSatisfy(
            items -> {
              assertThat(items).hasSize(1);
              assertThat(items.getFirst().payload()).isEqualTo(metadata.payload());
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.mkv", "out.mp4"})
  void av1CarriesBothAsMetadataUnits(String out) {
    var file =
        new Remuxing(folder, TestClips.hdr10())
            .with(EncoderChoice.SVT_AV1_DEFAULT)
            .sideDataOnEveryFrame(CAPTION, new SideData(Kind.HDR10_PLUS, hdr10Plus()))
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

  private static List<List<SideData>> sideData(Path file) {
    var source = SourceProbe.probe(file, ProbeOptions.STRICT);
    var found = new ArrayList<List<SideData>>();
    var range = new FrameRange(0, source.index().frames());
    try (var reader =
            FrameReader.open(source, range, new DecodeOptions(1, Deinterlace.OFF, false, false));
        var pool = new FramePool(reader.format(), 1);
        var frame = pool.acquire()) {
      while (reader.read(frame)) {
        found.add(frame.sideData());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }
}
