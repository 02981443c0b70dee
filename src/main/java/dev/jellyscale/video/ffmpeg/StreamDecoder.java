package dev.jellyscale.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.jellyscale.video.ffmpeg.VideoDecoder.Received;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Reads the packets of one stream and decodes them, from a keyframe on. Owns both file and decoder.
 *
 * <p>What is broken is left out and remembered as {@link #damage}; whether that ends the work is
 * the caller's decision. Pictures that precede the first keyframe in display order may need one
 * that is not there: what fails with them is no damage.
 */
public final class StreamDecoder implements AutoCloseable {
  private final InputFile input;
  private final int stream;
  private final VideoDecoder decoder;
  private final AVPacket packet = av_packet_alloc();

  private boolean started;
  private boolean draining;
  private long startPts = AV_NOPTS_VALUE;
  private boolean firstGroup;
  private int sinceLeading = Integer.MAX_VALUE;
  private Optional<String> damage = Optional.empty();

  /** Takes over file and decoder; packets of all other streams are skipped from now on. */
  public StreamDecoder(InputFile input, int stream, VideoDecoder decoder) {
    this.input = input;
    this.stream = stream;
    this.decoder = decoder;
    for (int i = 0; i < input.streams(); i++) {
      if (i != stream) {
        input.stream(i).discard(AVDISCARD_ALL);
      }
    }
  }

  /** The decoder. */
  public VideoDecoder decoder() {
    return decoder;
  }

  /**
   * Goes back to a keyframe, and begins to decode with it.
   *
   * @param pts of the keyframe, by which it is recognised
   * @param dts of the keyframe, by which demuxers look for it
   * @return false if the demuxer does not find it; where it stands is unknown then
   */
  public boolean startAt(long pts, long dts) {
    draining = false;
    started = false;
    decoder.flush();
    if (!input.seek(stream, dts) && !input.seek(stream, pts)) {
      return false;
    }
    while (readOwn()) {
      if (isKey() && packet.pts() == pts) {
        start();
        return true;
      }
      boolean behind = packet.pts() != AV_NOPTS_VALUE && isKey() && packet.pts() > pts;
      av_packet_unref(packet);
      if (behind) {
        return false;
      }
    }
    return false;
  }

  private boolean isKey() {
    return (packet.flags() & AV_PKT_FLAG_KEY) != 0;
  }

  private void start() {
    started = true;
    firstGroup = true;
    startPts = packet.pts();
    send();
  }

  /**
   * Decodes the next frame in display order into {@code frame}, which needs no unreferencing.
   *
   * @return false at the end of the stream
   */
  public boolean next(AVFrame frame) {
    while (true) {
      switch (receive(frame)) {
        case FRAME -> {
          return true;
        }
        case END -> {
          return false;
        }
        case NEEDS_PACKET -> feed();
      }
    }
  }

  private Received receive(AVFrame frame) {
    while (true) {
      try {
        return started ? decoder.receive(frame) : Received.NEEDS_PACKET;
      } catch (FfmpegException e) {
        decodingFailed(e);
      }
    }
  }

  private void feed() {
    if (draining || !readOwn()) {
      drain();
    } else if (started) {
      send();
    } else if (isKey()) {
      start();
    } else {
      av_packet_unref(packet);
    }
  }

  private void drain() {
    if (draining) {
      throw new IllegalStateException("The decoder asks for packets after the last one");
    }
    draining = true;
    started = true;
    decoder.send(null);
  }

  private void send() {
    if (firstGroup && isKey() && packet.pts() > startPts) {
      firstGroup = false;
    }
    boolean leading = firstGroup && packet.pts() != AV_NOPTS_VALUE && packet.pts() < startPts;
    sinceLeading =
        leading ? 0 : sinceLeading == Integer.MAX_VALUE ? sinceLeading : sinceLeading + 1;
    try {
      decoder.send(packet);
    } catch (FfmpegException e) {
      decodingFailed(e);
    } finally {
      av_packet_unref(packet);
    }
  }

  private void decodingFailed(FfmpegException e) {
    if (sinceLeading > decoder.delay()) {
      remember(e.getMessage());
    }
  }

  private boolean readOwn() {
    try {
      while (input.read(packet)) {
        if (packet.stream_index() == stream) {
          if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
            remember("a packet is incomplete");
          }
          return true;
        }
        av_packet_unref(packet);
      }
    } catch (FfmpegException e) {
      remember(e.getMessage());
    }
    return false;
  }

  private void remember(String what) {
    if (damage.isEmpty()) {
      damage = Optional.of(what);
    }
  }

  /** The first thing that was found broken since the start or {@link #forgetDamage}. */
  public Optional<String> damage() {
    return damage;
  }

  /** Begins to look for damage anew, as after the lead-in of a seek. */
  public void forgetDamage() {
    damage = Optional.empty();
  }

  /** Whether the decoder says that a picture of it is not what was encoded. */
  public static boolean isCorrupt(AVFrame frame) {
    return (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags() != 0;
  }

  @Override
  public void close() {
    av_packet_free(packet);
    decoder.close();
    input.close();
  }
}
