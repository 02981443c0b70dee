package dev.jellyscale.video.decode;

import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.video.probe.ProbedSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads ranges and remembers what was seen, for comparison. */
final class Reading {
  private Reading() {}

  /** One frame: its stamp and the hash of its planes. */
  record Seen(long pts, long duration, String hash) {}

  static List<Seen> all(ProbedSource source, DecodeOptions options) {
    return range(source, 0, source.index().frames(), options);
  }

  static List<Seen> range(ProbedSource source, long first, long end, DecodeOptions options) {
    var seen = new ArrayList<Seen>();
    try (var reader = FrameReader.open(source, new FrameRange(first, end), options);
        var pool = new FramePool(reader.format(), 1);
        var frame = pool.acquire()) {
      while (reader.read(frame)) {
        var digest = MessageDigest.getInstance("SHA-256");
        for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
          digest.update(frame.plane(plane).asByteBuffer());
        }
        seen.add(
            new Seen(frame.pts(), frame.duration(), HexFormat.of().formatHex(digest.digest())));
      }
      return seen;
    } catch (InterruptedException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
