package dev.jellyscale.video.rewrite;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Gives the packets of a stream another form without losing what they hold. */
public interface PacketRewriter extends AutoCloseable {

  /** Changes the parameters of the source stream to those of the rewritten one. */
  void describe(AVCodecParameters parameters);

  /**
   * Replaces the payload of a packet; its times stay.
   *
   * @return false if nothing is left of it
   */
  boolean rewrite(AVPacket packet);

  @Override
  void close();
}
