package dev.jellyscale.video.segment;

import java.nio.file.Path;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** When the frames of segments are shown, in display order, with a bounded look ahead. */
public final class ShownTimes implements AutoCloseable {
  private final PacketChain packets;
  private final int reorder;
  private final PriorityQueue<Time> waiting = new PriorityQueue<>();

  /**
   * @param segments in display order
   * @param header equal in all of them
   * @param reorder as {@link SegmentSurvey#reorder}
   */
  public ShownTimes(List<Path> segments, SegmentHeader header, int reorder) {
    packets = new PacketChain(segments, header);
    this.reorder = reorder;
  }

  /** The next frame's time; null behind the last one. */
  public @Nullable Time next() {
    while (waiting.size() <= reorder) {
      var packet = packets.next();
      if (packet == null) {
        break;
      }
      waiting.add(new Time(packet.pts(), packet.duration()));
    }
    return waiting.poll();
  }

  @Override
  public void close() {
    packets.close();
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
