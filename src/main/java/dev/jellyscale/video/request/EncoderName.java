package dev.jellyscale.video.request;

import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.protocol.EncoderSettings.NvencCodec;
import dev.jellyscale.video.encode.EncoderChoice;

/** Encoders as a user names them. */
public enum EncoderName {
  X264("x264"),
  X265("x265"),
  SVTAV1("svtav1"),
  H264_NVENC("h264_nvenc"),
  HEVC_NVENC("hevc_nvenc"),
  AV1_NVENC("av1_nvenc");

  private final String word;

  EncoderName(String word) {
    this.word = word;
  }

  /** The name of what is set. */
  public static EncoderName of(EncoderSettings settings) {
    return switch (settings) {
      case EncoderSettings.X264 _ -> X264;
      case EncoderSettings.X265 _ -> X265;
      case EncoderSettings.SvtAv1 _ -> SVTAV1;
      case EncoderSettings.Nvenc(var codec, _, _) ->
          switch (codec) {
            case H264 -> H264_NVENC;
            case HEVC -> HEVC_NVENC;
            case AV1 -> AV1_NVENC;
          };
    };
  }

  /** Settings where nothing else is said. */
  EncoderSettings defaults() {
    return switch (this) {
      case X264 -> EncoderChoice.X264_DEFAULT;
      case X265 -> EncoderChoice.X265_DEFAULT;
      case SVTAV1 -> EncoderChoice.SVT_AV1_DEFAULT;
      case H264_NVENC -> EncoderChoice.nvencDefault(NvencCodec.H264);
      case HEVC_NVENC -> EncoderChoice.nvencDefault(NvencCodec.HEVC);
      case AV1_NVENC -> EncoderChoice.nvencDefault(NvencCodec.AV1);
    };
  }

  @Override
  public String toString() {
    return word;
  }
}
