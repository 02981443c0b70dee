package dev.jellyscale.frame;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * One picture in native memory. Its planes lie there without row padding, 64-byte aligned, and keep
 * their address for the life of the pool, so that native views of them may be made once and kept.
 *
 * <p>A frame has exactly one owner at any moment. The owner closes it, which gives it back to its
 * pool; closing twice has no further effect. Frames are not thread-safe, but may be handed to
 * another thread.
 */
public final class Frame implements AutoCloseable {
  private final FramePool pool;
  private final List<MemorySegment> planes;
  private long pts;
  private long duration;
  private List<SideData> sideData = List.of();
  private boolean open;

  Frame(FramePool pool, List<MemorySegment> planes) {
    this.pool = pool;
    this.planes = List.copyOf(planes);
  }

  /** Size and layout, the same for every frame of a pool. */
  public FrameFormat format() {
    return pool.format();
  }

  /** Memory of a plane, {@link FrameFormat#planeBytes} long. */
  public MemorySegment plane(int index) {
    return planes.get(index);
  }

  /** When to show it, in the time base of the stream it belongs to. */
  public long pts() {
    return pts;
  }

  /** How long to show it, in the same time base; 0 where unknown. */
  public long duration() {
    return duration;
  }

  /** What travels with the picture. */
  public List<SideData> sideData() {
    return sideData;
  }

  /** Sets when and how long the frame is shown and what travels with it. */
  public void stamp(long newPts, long newDuration, List<SideData> newSideData) {
    pts = newPts;
    duration = newDuration;
    sideData = List.copyOf(newSideData);
  }

  /** Takes over time and side data of another frame, but not its picture. */
  public void stampLike(Frame other) {
    stamp(other.pts, other.duration, other.sideData);
  }

  /** Takes over picture, time and side data of another frame of the same format. */
  public void copyFrom(Frame other) {
    for (int i = 0; i < planes.size(); i++) {
      planes.get(i).copyFrom(other.planes.get(i));
    }
    stampLike(other);
  }

  /** Whether both hold the same picture, sample by sample. */
  public boolean samePicture(Frame other) {
    if (!format().equals(other.format())) {
      return false;
    }
    for (int i = 0; i < planes.size(); i++) {
      if (planes.get(i).mismatch(other.planes.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  void lend() {
    open = true;
    stamp(0, 0, List.of());
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      pool.giveBack(this);
    }
  }
}
