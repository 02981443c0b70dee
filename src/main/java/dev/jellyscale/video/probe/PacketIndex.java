package dev.jellyscale.video.probe;

import java.util.Arrays;

/**
 * Where the frames of the main video are. Frames are numbered from 0 in display order; all times
 * are in the time base of the stream. Immutable.
 *
 * <p>Its size is 8 bytes a frame and 16 a keyframe, and the number of frames is bounded by {@link
 * dev.jellyscale.video.ffmpeg.Limits#FRAMES}.
 */
public final class PacketIndex {
  private final long[] framePts;
  private final long[] keyPts;
  private final long[] keyDts;
  private final boolean seekable;
  private final long end;
  private final long bytes;

  PacketIndex(
      long[] framePts, long[] keyPts, long[] keyDts, boolean seekable, long end, long bytes) {
    this.framePts = framePts;
    this.keyPts = keyPts;
    this.keyDts = keyDts;
    this.seekable = seekable;
    this.end = end;
    this.bytes = bytes;
  }

  /** Size of the stream's packets; the rest of the file is other streams and the container. */
  public long bytes() {
    return bytes;
  }

  /** Number of frames that the whole video gives when it is decoded from its start. */
  public int frames() {
    return framePts.length;
  }

  /** When a frame is shown. */
  public long pts(int frame) {
    return framePts[frame];
  }

  /** How long a frame is shown: until the next one, and the last one as its packet says. */
  public long duration(int frame) {
    return (frame + 1 < framePts.length ? framePts[frame + 1] : end) - framePts[frame];
  }

  /** Number of the first frame at or after a time; {@link #frames} where there is none. */
  public int frameAt(long pts) {
    int found = Arrays.binarySearch(framePts, pts);
    return found >= 0 ? found : -found - 1;
  }

  /**
   * Whether timestamps are trustworthy: all present and unique, so that a frame is recognised by
   * its own wherever decoding begins. Where they are not, decoding begins at the start and counts.
   */
  public boolean seekable() {
    return seekable;
  }

  /**
   * Timestamps of the keyframe from which a frame can be decoded.
   *
   * @param earlier how many keyframes before the nearest one; more than there are means the first
   */
  public Keyframe keyframeFor(int frame, int earlier) {
    int found = Arrays.binarySearch(keyPts, framePts[frame]);
    int nearest = found >= 0 ? found : -found - 2;
    int chosen = Math.max(0, nearest - earlier);
    return new Keyframe(chosen, keyPts[chosen], keyDts[chosen]);
  }

  /**
   * A packet where decoding can begin.
   *
   * @param number of keyframes before it
   */
  public record Keyframe(int number, long pts, long dts) {}
}
