package dev.jellyscale.video.segment;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The segments of an output as one stream of packets, in decoding order and with decoding times.
 */
public final class SegmentTrack implements AutoCloseable {
  private final PacketChain packets;
  private final DecodeOrder order;

  /**
   * @param segments in display order, at least one
   * @param survey of the same segments
   */
  public SegmentTrack(List<Path> segments, SegmentSurvey survey) {
    packets = new PacketChain(segments, survey.header());
    order = new DecodeOrder(survey.reorder(), Math.max(1, survey.typicalDuration()));
  }

  /**
   * The next packet; null at the end of the last segment.
   *
   * @throws dev.jellyscale.error.JellyscaleException.EngineFailure if a segment is broken or does
   *     not fit the others
   */
  public @Nullable TimedPacket next() {
    var packet = packets.next();
    return packet == null ? null : new TimedPacket(packet, order.next(packet.pts()));
  }

  /** Reads the payload of the packet that {@link #next} returned last. */
  public void read(TimedPacket packet, ByteBuffer target) {
    packets.read(packet.packet(), target);
  }

  @Override
  public void close() {
    packets.close();
  }

  /**
   * A packet of the joined stream.
   *
   * @param dts when to decode it, in the encoder's time base; rises from packet to packet
   */
  public record TimedPacket(SegmentReader.Packet packet, long dts) {}
}
