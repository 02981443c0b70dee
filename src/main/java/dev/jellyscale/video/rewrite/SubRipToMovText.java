package dev.jellyscale.video.rewrite;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MOV_TEXT;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** SubRip text as MP4's timed text: text, bold, italic and underline. */
public final class SubRipToMovText implements PacketRewriter {

  @Override
  public void describe(AVCodecParameters parameters) {
    parameters.codec_id(AV_CODEC_ID_MOV_TEXT);
    parameters.codec_tag(0);
    Payload.setExtradata(parameters, MovText.description());
  }

  @Override
  public boolean rewrite(AVPacket packet) {
    var text = new String(Payload.of(packet), StandardCharsets.UTF_8);
    Payload.replace(packet, SubRipMarkup.read(text).sample());
    return true;
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
