package dev.jellyscale.video;

import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.SideData;
import dev.jellyscale.protocol.Deinterlace;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.video.decode.DecodeOptions;
import dev.jellyscale.video.decode.FrameReader;
import dev.jellyscale.video.probe.ProbeOptions;
import dev.jellyscale.video.probe.SourceProbe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What travels with the frames of a file, read back by our own reader. */
public final class FrameSideData {
  private static final DecodeOptions OPTIONS = new DecodeOptions(2, Deinterlace.OFF, false, false);

  private FrameSideData() {}

  /** A line for each frame in display order: kinds and payloads, empty where it carries nothing. */
  public static List<String> of(Path file) {
    var source = SourceProbe.probe(file, ProbeOptions.STRICT);
    var found = new ArrayList<String>();
    try (var reader =
            FrameReader.open(source, new FrameRange(0, source.index().frames()), OPTIONS);
        var pool = new FramePool(reader.format(), 1);
        var frame = pool.acquire()) {
      while (reader.read(frame)) {
        found.add(text(frame.sideData()));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  /** The line of a frame that carries these. */
  public static String text(List<SideData> items) {
    return String.join(
        "+",
        items.stream()
            .map(item -> item.kind() + " " + HexFormat.of().formatHex(item.payload()))
            .toList());
  }
}
