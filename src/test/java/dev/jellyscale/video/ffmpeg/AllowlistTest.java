package dev.jellyscale.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowlistTest {
  // They cannot be opened before the stream's parameters are known.
  private static final List<String> NEED_PARAMETERS =
      List.of("prores", "wmv3", "vc1", "vorbis", "pcm_f16le", "pcm_f24le");

  static Stream<String> decoders() {
    return Arrays.stream(Allowlist.codecWhitelist().split(","));
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void everyNameIsADecoderThatOpens(String name) {
    FfmpegLog.capture();
    var codec = avcodec_find_decoder_by_name(name);
    assertThat(codec).isNotNull();
    assertThat(codec.name().getString()).isEqualTo(name);
    var context = avcodec_alloc_context3(codec);
    context.width(96).height(64).pix_fmt(0).sample_rate(48_000);
    context.ch_layout().nb_channels(2);

    int result = avcodec_open2(context, codec, (AVDictionary) null);
    avcodec_free_context(context);

    if (!NEED_PARAMETERS.contains(name)) {
      assertThat(result).as(FfmpegException.text(result)).isNotNegative();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"magicyuv", "ffv1", "gif", "exr", "av1", "ansi", "pgssub", "wmav2"})
  void allOthersAreOutside(String name) {
    assertThat(avcodec_find_decoder_by_name(name)).isNotNull();
    assertThat(decoders()).doesNotContain(name);
  }

  @Test
  void everyDemuxerExistsUnderItsFullName() {
    for (var name : Allowlist.DEMUXERS) {
      var format = av_find_input_format(name.split(",")[0]);
      assertThat(format).as(name).isNotNull();
      assertThat(format.name().getString()).isEqualTo(name);
    }
  }
}
