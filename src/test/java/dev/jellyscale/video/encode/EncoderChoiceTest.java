package dev.jellyscale.video.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.protocol.ColourTags;
import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.protocol.EncoderSettings.NvencCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EncoderChoiceTest {

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          width | height | depth | transfer | family | encoder
            720 |    480 |     8 |        1 | YUV    | libx264
           1920 |   1080 |     8 |        1 | YUV    | libx264
           1920 |   1088 |     8 |        2 | YUV    | libx264
           1080 |   1920 |     8 |        1 | YUV    | libx264
           1922 |   1080 |     8 |        1 | YUV    | libx265
           3840 |   2160 |     8 |        1 | YUV    | libx265
            720 |    480 |    10 |        1 | YUV    | libx265
            720 |    480 |     8 |       16 | YUV    | libx265
            720 |    480 |     8 |       18 | YUV    | libx265
            720 |    480 |     8 |        1 | RGB    | libx265
          """)
  void choosesByDepthSizeAndDynamicRange(
      int width, int height, int depth, int transfer, Family family, String encoder) {
    var subsampling = family == Family.RGB ? Subsampling.S444 : Subsampling.S420;
    var format = new FrameFormat(width, height, new PixelFormat(family, subsampling, depth));

    var settings = EncoderChoice.defaultFor(format, new ColourTags(2, transfer, 2, 1, 1));

    assertThat(settings.encoder()).isEqualTo(encoder);
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          encoder   | depth | taken
          libx264   |     8 |     8
          libx264   |     9 |    10
          libx264   |    12 |    10
          libx265   |    10 |    10
          libx265   |    11 |    12
          libx265   |    16 |    12
          libsvtav1 |     8 |     8
          libsvtav1 |    12 |    10
          """)
  void takesTheDepthThatLosesNothingOrTheDeepest(String encoder, int depth, int taken) {
    var accepted = EncoderChoice.accepted(settings(encoder), format(Subsampling.S420, depth));

    assertThat(accepted.pixels().depth()).isEqualTo(taken);
  }

  @Test
  void refusesPlanesThatAnEncoderDoesNotHave() {
    assertThatThrownBy(
            () ->
                EncoderChoice.accepted(EncoderChoice.SVT_AV1_DEFAULT, format(Subsampling.S444, 8)))
        .isInstanceOf(Unsupported.class)
        .hasMessage("The encoder libsvtav1 cannot encode YUV S444 pictures");
  }

  @Test
  void theSoftwareEncodersAreThere() {
    assertThatCode(
            () -> {
              EncoderChoice.require(EncoderChoice.X264_DEFAULT);
              EncoderChoice.require(EncoderChoice.X265_DEFAULT);
              EncoderChoice.require(EncoderChoice.SVT_AV1_DEFAULT);
            })
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(NvencCodec.class)
  void anNvidiaEncoderWorksOrIsRefusedInOneSentence(NvencCodec codec) {
    var settings = EncoderChoice.nvencDefault(codec);
    try {
      EncoderChoice.require(settings);
    } catch (Unsupported e) {
      assertThat(e)
          .hasMessage("No NVIDIA GPU of this machine offers the encoder " + settings.encoder());
    }
  }

  private static EncoderSettings settings(String encoder) {
    return switch (encoder) {
      case "libx264" -> EncoderChoice.X264_DEFAULT;
      case "libx265" -> EncoderChoice.X265_DEFAULT;
      case "libsvtav1" -> EncoderChoice.SVT_AV1_DEFAULT;
      default -> throw new IllegalArgumentException(encoder);
    };
  }

  private static FrameFormat format(Subsampling subsampling, int depth) {
    return new FrameFormat(640, 360, new PixelFormat(Family.YUV, subsampling, depth));
  }
}
