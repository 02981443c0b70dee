package dev.jellyscale.video.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Puts boxes into the sample entry of an MP4 file whose index is behind its media. */
final class SampleEntry {
  private static final List<String> PATH = List.of("moov", "trak", "mdia", "minf", "stbl", "stsd");
  private static final int HEADER = 8;
  private static final int STSD_HEADER = 16;

  private SampleEntry() {}

  /** A copy of the file with a box of this name and content at the end of its first entry. */
  static byte[] withBox(Path clip, String name, byte[] content) throws IOException {
    var file = Files.readAllBytes(clip);
    var box =
        ByteBuffer.allocate(HEADER + content.length)
            .putInt(HEADER + content.length)
            .put(name.getBytes(StandardCharsets.US_ASCII))
            .put(content)
            .array();
    int from = 0;
    int inside = 0;
    for (var parent : PATH) {
      from = find(file, inside, parent);
      grow(file, from, box.length);
      inside = from + HEADER;
    }
    int entry = from + STSD_HEADER;
    int end = entry + ByteBuffer.wrap(file).getInt(entry);
    grow(file, entry, box.length);
    return ByteBuffer.allocate(file.length + box.length)
        .put(file, 0, end)
        .put(box)
        .put(Arrays.copyOfRange(file, end, file.length))
        .array();
  }

  private static int find(byte[] file, int from, String name) {
    var bytes = ByteBuffer.wrap(file);
    int place = from;
    while (!new String(file, place + Integer.BYTES, Integer.BYTES, StandardCharsets.US_ASCII)
        .equals(name)) {
      place += bytes.getInt(place);
    }
    return place;
  }

  private static void grow(byte[] file, int box, int by) {
    var bytes = ByteBuffer.wrap(file);
    bytes.putInt(box, bytes.getInt(box) + by);
  }
}
