package dev.jellyscale.video.ffmpeg;

import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A plane of a frame as FFmpeg's functions take it. It owns nothing: the memory stays that of the
 * frame's pool, and the view must not be used after the pool is closed.
 */
public final class PlaneView extends BytePointer {

  /** A view of the whole native segment. */
  public PlaneView(MemorySegment plane) {
    super((Pointer) null);
    address = plane.address();
    capacity = plane.byteSize();
    limit = capacity;
  }
}
