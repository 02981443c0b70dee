package dev.jellyscale.video.probe;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.Arrays;

/**
 * Makes the index of a source from what its packets say and what its decoder gives. Packets are
 * believed where all have a time of their own and the frames that were decoded on trial are exactly
 * those; else all frames are decoded once and counted.
 */
final class FrameCounting {
  private final PacketScan packets;
  private final long[] shown;

  FrameCounting(PacketScan packets) {
    this.packets = packets;
    shown = packets.displayOrder();
  }

  /** Whether the packets tell where the frames are. */
  boolean agreesWith(DecodedFrames sample) {
    int skipped = undecodable(sample);
    int left = shown.length - skipped;
    boolean length = sample.complete() ? sample.times().size() == left : true;
    return packets.trustworthy() && length && isPartOf(sample.times(), skipped);
  }

  /** Packets at the start whose frames need a keyframe that the file does not have. */
  int undecodable(DecodedFrames frames) {
    if (frames.times().size() == 0) {
      return 0;
    }
    int found = Arrays.binarySearch(shown, frames.times().get(0));
    return found < 0 ? 0 : found;
  }

  private boolean isPartOf(Times decoded, int from) {
    if (from + decoded.size() > shown.length) {
      return false;
    }
    for (int i = 0; i < decoded.size(); i++) {
      if (decoded.get(i) != shown[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** Index of a source whose packets are believed. */
  PacketIndex byPackets(DecodedFrames sample, long frameDuration) {
    var pts = Arrays.copyOfRange(shown, undecodable(sample), shown.length);
    return index(pts, true, frameDuration);
  }

  /**
   * Index of a source whose frames were all decoded.
   *
   * @param frameDuration for frames without a time of their own
   */
  PacketIndex byFrames(DecodedFrames all, long frameDuration) {
    boolean exact = all.damage().isEmpty() && packets.trustworthy() && all.isRising();
    return index(repaired(all.times(), frameDuration), exact && arePackets(all), frameDuration);
  }

  private boolean arePackets(DecodedFrames all) {
    for (int i = 0; i < all.times().size(); i++) {
      if (Arrays.binarySearch(shown, all.times().get(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static long[] repaired(Times decoded, long frameDuration) {
    var times = decoded.toArray();
    if (times.length > 0 && times[0] == AV_NOPTS_VALUE) {
      times[0] = 0;
    }
    for (int i = 1; i < times.length; i++) {
      if (times[i] == AV_NOPTS_VALUE || times[i] <= times[i - 1]) {
        times[i] = times[i - 1] + frameDuration;
      }
    }
    return times;
  }

  private PacketIndex index(long[] pts, boolean seekable, long frameDuration) {
    long last = pts.length == 0 ? 0 : pts[pts.length - 1];
    long end = packets.end() > last ? packets.end() : last + frameDuration;
    return new PacketIndex(
        pts,
        packets.keyPts().toArray(),
        packets.keyDts().toArray(),
        seekable,
        end,
        packets.bytes());
  }
}
