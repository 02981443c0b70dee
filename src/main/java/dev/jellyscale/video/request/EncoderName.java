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
