package dev.jellyscale.video.segment;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.video.ffmpeg.ShownName;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The packets of several segments, one after the other. One segment is open at a time. */
final class PacketChain implements AutoCloseable {
  private final List<Path> segments;
  private final SegmentHeader header;
  private int next;
  private @Nullable SegmentReader reader;

  /**
   * @param header that all of them must have
   */
  PacketChain(List<Path> segments, SegmentHeader header) {
    this.segments = List.copyOf(segments);
    this.header = header;
  }

  /**
   * The next packet; null behind the last segment.
   *
   * @throws EngineFailure if a segment is broken or has another header
   */
  SegmentReader.@Nullable Packet next() {
    while (reader != null || next < segments.size()) {
      if (reader == null) {
        reader = open(segments.get(next++));
      }
      var packet = reader.next();
      if (packet != null) {
        return packet;
      }
      close();
    }
    return null;
  }

  private SegmentReader open(Path segment) {
    var opened = SegmentReader.open(segment);
    if (opened.header().equals(header)) {
      return opened;
    }
    opened.close();
    throw new EngineFailure(
        "The segment " + ShownName.of(segment) + " was encoded differently from the first", null);
  }

  /** Reads the payload of the packet that {@link #next} returned last. */
  void read(SegmentReader.Packet packet, ByteBuffer target) {
    if (reader == null) {
      throw new IllegalStateException("No packet was read");
    }
    reader.read(packet, target);
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
