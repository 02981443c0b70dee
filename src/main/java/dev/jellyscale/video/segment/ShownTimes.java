package dev.jellyscale.video.segment;

import java.nio.file.Path;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** When the frames of segments are shown, in display order, with a bounded look ahead. */
public final class ShownTimes implements AutoCloseable {
  private final List<Path> segments;
  private final SegmentHeader header;
  private final PriorityQueue<Time> waiting = new PriorityQueue<>();
  private int opened;
  private @Nullable SegmentReader reader;

  /**
   * @param segments in display order
   * @param header equal in all of them
   */
  public ShownTimes(List<Path> segments, SegmentHeader header) {
    this.segments = List.copyOf(segments);
    this.header = header;
  }

  /** The next frame's time; null behind the last one. */
  public @Nullable Time next() {
    while (waiting.size() <= header.reorder()) {
      var packet = packet();
      if (packet == null) {
        break;
      }
      waiting.add(new Time(packet.pts(), packet.duration()));
    }
    return waiting.poll();
  }

  private SegmentReader.@Nullable Packet packet() {
    while (true) {
      if (reader == null) {
        if (opened == segments.size()) {
          return null;
        }
        reader = SegmentTrack.open(segments.get(opened++), header);
      }
      var packet = reader.next();
      if (packet != null) {
        return packet;
      }
      reader.close();
      reader = null;
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  /**
   * Time of a frame, in the encoder's time base.
   *
   * @param duration 0 where unknown
   */
  public record Time(long pts, long duration) implements Comparable<Time> {
    @Override
    public int compareTo(Time other) {
      return Long.compare(pts, other.pts);
    }
  }
}
