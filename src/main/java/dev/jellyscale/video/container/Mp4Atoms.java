package dev.jellyscale.video.container;

import dev.jellyscale.video.container.DeclaredSize.FileBytes;
import java.io.IOException;
import java.util.Optional;

/** Top-level atoms of an MP4 or QuickTime file (ISO/IEC 14496-12, 4.2). */
final class Mp4Atoms {
  private static final int HEADER = 8;
  private static final int LONG_HEADER = 16;
  private static final int SIZE_FOLLOWS = 1;
  private static final int TO_THE_END = 0;

  private Mp4Atoms() {}

  static Optional<String> contradiction(FileBytes file) throws IOException {
    long place = 0;
    while (place + HEADER <= file.size()) {
      long length = file.bigEndian(place, Integer.BYTES);
      if (!isName(file.bigEndian(place + Integer.BYTES, Integer.BYTES))) {
        // Bytes behind the last atom, such as padding that a copy program added.
        return Optional.empty();
      }
      if (length == TO_THE_END) {
        return Optional.empty();
      }
      if (length == SIZE_FOLLOWS) {
        if (place + LONG_HEADER > file.size()) {
          return Optional.of(DeclaredSize.missing(place + LONG_HEADER, file.size()));
        }
        length = file.bigEndian(place + HEADER, Long.BYTES);
      }
      if (length < HEADER) {
        return Optional.of("an atom at byte " + place + " is shorter than its header");
      }
      if (length > file.size() - place) {
        return Optional.of(DeclaredSize.missing(place + length, file.size()));
      }
      place += length;
    }
    return Optional.empty();
  }

  private static boolean isName(long code) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      long letter = code >> shift & 0xFF;
      if (letter < ' ' || letter > '~') {
        return false;
      }
    }
    return true;
  }
}
