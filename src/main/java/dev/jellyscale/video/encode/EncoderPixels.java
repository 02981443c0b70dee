package dev.jellyscale.video.encode;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_P010LE;

import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.protocol.EncoderSettings.Nvenc;
import dev.jellyscale.video.ffmpeg.PixelCode;

/** In which of FFmpeg's layouts an encoder takes our planes. */
final class EncoderPixels {

  private EncoderPixels() {}

  /** {@code AVPixelFormat} of the pictures to send for frames of this format. */
  static int code(EncoderSettings settings, PixelFormat pixels) {
    // NVENC knows 10-bit 4:2:0 only with interleaved chroma and samples in the high bits.
    return settings instanceof Nvenc && pixels.depth() > 8
        ? AV_PIX_FMT_P010LE
        : PixelCode.of(pixels);
  }
}
