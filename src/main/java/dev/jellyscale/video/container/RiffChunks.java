package dev.jellyscale.video.container;

import dev.jellyscale.video.container.DeclaredSize.FileBytes;
import java.io.IOException;
import java.util.Optional;

/** Outer chunks of an AVI file: {@code RIFF}, and one more for each further gigabyte. */
final class RiffChunks {
  private static final long RIFF = 0x52494646L;
  private static final int HEADER = 8;

  private RiffChunks() {}

  static Optional<String> contradiction(FileBytes file) throws IOException {
    long place = 0;
    while (place + HEADER <= file.size() && file.bigEndian(place, Integer.BYTES) == RIFF) {
      long length = file.littleEndian32(place + Integer.BYTES);
      if (length == 0) {
        // A recorder that was cut off leaves the size open.
        return Optional.of("its size was never written");
      }
      long end = place + HEADER + length;
      if (end > file.size()) {
        return Optional.of(DeclaredSize.missing(end, file.size()));
      }
      place = end + (length & 1);
    }
    return Optional.empty();
  }
}
