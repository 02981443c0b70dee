package dev.jellyscale.video.rewrite;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_SUBRIP;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** MP4's timed text as SubRip text. The empty cues that fill MP4's gaps vanish. */
public final class MovTextToSubRip implements PacketRewriter {

  @Override
  public void describe(AVCodecParameters parameters) {
    parameters.codec_id(AV_CODEC_ID_SUBRIP);
    parameters.codec_tag(0);
    Payload.setExtradata(parameters, new byte[0]);
  }

  @Override
  public boolean rewrite(AVPacket packet) {
    var cue = MovText.parse(Payload.of(packet));
    if (cue.text().isEmpty()) {
      return false;
    }
    Payload.replace(packet, SubRipMarkup.write(cue).getBytes(StandardCharsets.UTF_8));
    return true;
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
