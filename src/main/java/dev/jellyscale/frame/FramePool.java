package dev.jellyscale.frame;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A fixed number of frames of one format. The pool owns their native memory, and its size is the
 * bound of that memory: who wants a frame while all are lent waits. Thread-safe.
 */
public final class FramePool implements AutoCloseable {
  private static final long ALIGNMENT_BYTES = 64;

  /** Vector code reads whole registers, also at the end of a plane's last row. */
  private static final long PADDING_BYTES = 64;

  private final FrameFormat format;
  private final int capacity;
  private final Arena arena = Arena.ofShared();
  private final BlockingQueue<Frame> free;

  /**
   * @param capacity number of frames, at least 1
   * @throws OutOfMemoryError if they do not fit; nothing is kept then
   */
  public FramePool(FrameFormat format, int capacity) {
    this.format = format;
    this.capacity = capacity;
    free = new ArrayBlockingQueue<>(capacity);
    try {
      for (int i = 0; i < capacity; i++) {
        free.add(new Frame(this, allocatePlanes()));
      }
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  private List<MemorySegment> allocatePlanes() {
    var planes = new ArrayList<MemorySegment>();
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      long bytes = format.planeBytes(plane);
      planes.add(arena.allocate(bytes + PADDING_BYTES, ALIGNMENT_BYTES).asSlice(0, bytes));
    }
    return planes;
  }

  public FrameFormat format() {
    return format;
  }

  /** Waits for a free frame and lends it; the caller closes it. */
  public Frame acquire() throws InterruptedException {
    var frame = free.take();
    frame.lend();
    return frame;
  }

  /** Frames that are lent at this moment. */
  public int lent() {
    return capacity - free.size();
  }

  void giveBack(Frame frame) {
    free.add(frame);
  }

  /**
   * Releases the native memory. No frame may be lent any more.
   *
   * @throws IllegalStateException if a frame is still lent; nothing is released then
   */
  @Override
  public void close() {
    if (lent() > 0) {
      throw new IllegalStateException(lent() + " frames of " + format + " are still lent");
    }
    arena.close();
  }
}
