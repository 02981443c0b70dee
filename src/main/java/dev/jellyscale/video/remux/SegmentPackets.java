package dev.jellyscale.video.remux;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.jellyscale.protocol.Rational;
import dev.jellyscale.video.mux.TickScale;
import dev.jellyscale.video.segment.SegmentTrack;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** The packets of the upscaled video, in decoding order, ready to be written. */
final class SegmentPackets implements AutoCloseable {
  private final SegmentTrack track;
  private final AVStream target;
  private final TickScale scale;
  private final AVPacket packet = av_packet_alloc();

  /**
   * Takes over the track.
   *
   * @param target a stream of a file whose header is written
   * @param shift the output's zero, in the encoder's time base
   */
  SegmentPackets(SegmentTrack track, AVStream target, Rational timeBase, long shift) {
    this.track = track;
    this.target = target;
    var to = new Rational(target.time_base().num(), target.time_base().den());
    scale = new TickScale(timeBase, to, shift);
  }

  /**
   * Goes to the next packet.
   *
   * @return false at the end, after which {@link #packet} is empty
   */
  boolean next() {
    av_packet_unref(packet);
    var next = track.next();
    if (next == null) {
      return false;
    }
    var stored = next.packet();
    check(av_new_packet(packet, stored.size()), "allocate a packet");
    track.read(next, packet.data().capacity(stored.size()).asByteBuffer());
    packet.pts(stored.pts());
    packet.dts(next.dts());
    packet.duration(stored.duration());
    scale.apply(packet);
    packet.flags(stored.flags());
    packet.stream_index(target.index());
    return true;
  }

  /** The packet that {@link #next} found; whoever writes it empties it. */
  AVPacket packet() {
    return packet;
  }

  @Override
  public void close() {
    av_packet_free(packet);
    track.close();
  }
}
