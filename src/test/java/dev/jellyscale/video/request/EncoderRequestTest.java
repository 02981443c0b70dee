package dev.jellyscale.video.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.protocol.ColourTags;
import dev.jellyscale.video.encode.EncoderChoice;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoderRequestTest {
  private static final FrameFormat HD =
      new FrameFormat(1280, 720, new PixelFormat(Family.YUV, Subsampling.S420, 8));
  private static final ColourTags SDR = new ColourTags(1, 1, 1, 1, 1);

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          encoder    | preset   | crf | FFmpeg's   | its preset | its quality
          X264       | veryfast |  23 | libx264    | veryfast   | 23
          X264       | VERYSLOW |   0 | libx264    | veryslow   |  0
          X265       | medium   |  51 | libx265    | medium     | 51
          SVTAV1     | 13       |  63 | libsvtav1  | 13         | 63
          H264_NVENC | p1       |   1 | h264_nvenc | p1         |  1
          HEVC_NVENC | 7        |  51 | hevc_nvenc | p7         | 51
          AV1_NVENC  | p4       |  30 | av1_nvenc  | p4         | 30
          """)
  void whatIsSaidIsTaken(
      EncoderName name, String preset, int quality, String encoder, String speed, int value) {
    var request =
        new EncoderRequest(Optional.of(name), Optional.of(preset), OptionalInt.of(quality));

    var settings = request.settings(HD, SDR);

    assertThat(settings.encoder()).isEqualTo(encoder);
    assertThat(settings.preset()).isEqualTo(speed);
    assertThat(settings.quality()).isEqualTo(value);
  }

  @Test
  void whatIsNotSaidIsChosenByTheOutput() {
    assertThat(EncoderRequest.ANY.settings(HD, SDR)).isEqualTo(EncoderChoice.X264_DEFAULT);
    assertThat(EncoderRequest.ANY.settings(HD.scaled(3), SDR))
        .isEqualTo(EncoderChoice.X265_DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "X264,warp,20",
    "X264,p4,20",
    "X265,medium,52",
    "X265,medium,-1",
    "SVTAV1,14,30",
    "SVTAV1,fast,30",
    "HEVC_NVENC,p8,30",
    "HEVC_NVENC,p4,0"
  })
  void whatTheEncoderDoesNotHaveIsRefused(EncoderName name, String preset, int quality) {
    var request =
        new EncoderRequest(Optional.of(name), Optional.of(preset), OptionalInt.of(quality));

    assertThatThrownBy(() -> request.settings(HD, SDR)).isInstanceOf(Invalid.class);
  }
}
