package dev.jellyscale.video.segment;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.video.ffmpeg.ShownName;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The segments of an output as one stream of packets, in decoding order and with decoding times.
 * One segment is open at a time.
 */
public final class SegmentTrack implements AutoCloseable {
  private final List<Path> segments;
  private final SegmentHeader header;
  private final DecodeOrder order;
  private int next;
  private @Nullable SegmentReader reader;

  /**
   * @param segments in display order, at least one
   * @param survey of the same segments
   */
  public SegmentTrack(List<Path> segments, SegmentSurvey survey) {
    this.segments = List.copyOf(segments);
    header = survey.header();
    order = new DecodeOrder(header.reorder(), Math.max(1, survey.typicalDuration()));
  }

  /** What all segments say about the stream. */
  public SegmentHeader header() {
    return header;
  }

  /**
   * The next packet; null at the end of the last segment.
   *
   * @throws EngineFailure if a segment is broken or does not fit the others
   */
  public @Nullable TimedPacket next() {
    while (true) {
      if (reader == null) {
        if (next == segments.size()) {
          return null;
        }
        reader = open(segments.get(next++), header);
      }
      var packet = reader.next();
      if (packet != null) {
        return new TimedPacket(packet, order.next(packet.pts()));
      }
      reader.close();
      reader = null;
    }
  }

  static SegmentReader open(Path segment, SegmentHeader expected) {
    var reader = SegmentReader.open(segment);
    if (reader.header().equals(expected)) {
      return reader;
    }
    reader.close();
    throw new EngineFailure(
        "The segment " + ShownName.of(segment) + " was encoded differently from the first", null);
  }

  /** Reads the payload of the packet that {@link #next} returned last. */
  public void read(TimedPacket packet, ByteBuffer target) {
    if (reader == null) {
      throw new IllegalStateException("No packet was read");
    }
    reader.read(packet.packet(), target);
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  /**
   * A packet of the joined stream.
   *
   * @param dts when to decode it, in the encoder's time base; rises from packet to packet
   */
  public record TimedPacket(SegmentReader.Packet packet, long dts) {}
}
