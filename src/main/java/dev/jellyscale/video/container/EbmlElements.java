package dev.jellyscale.video.container;

import dev.jellyscale.video.container.DeclaredSize.FileBytes;
import java.io.IOException;
import java.util.Optional;

/** The outer two levels of elements of a Matroska or WebM file (RFC 8794, RFC 9559). */
final class EbmlElements {
  private static final long SEGMENT = 0x18538067L;
  private static final int MAX_ID_BYTES = 4;
  private static final int MAX_SIZE_BYTES = 8;

  private EbmlElements() {}

  static Optional<String> contradiction(FileBytes file) throws IOException {
    long place = 0;
    while (place < file.size()) {
      var element = element(file, place);
      if (element == null || element.endUnknown()) {
        // Live recordings leave a size open: each child then ends where the next one begins.
        return Optional.empty();
      }
      if (element.end() > file.size() || element.end() < place) {
        return Optional.of(DeclaredSize.missing(element.end(), file.size()));
      }
      place = element.end();
    }
    return Optional.empty();
  }

  /** Null where no element begins, or where the file ends within its head. */
  private static @org.jspecify.annotations.Nullable Element element(FileBytes file, long place)
      throws IOException {
    int idBytes = leadingZeros(file, place) + 1;
    if (idBytes > MAX_ID_BYTES || place + idBytes >= file.size()) {
      return null;
    }
    long id = file.bigEndian(place, idBytes);
    int sizeBytes = leadingZeros(file, place + idBytes) + 1;
    long content = place + idBytes + sizeBytes;
    if (sizeBytes > MAX_SIZE_BYTES || content > file.size()) {
      return null;
    }
    long marker = 1L << (sizeBytes * (Byte.SIZE - 1));
    long length = file.bigEndian(place + idBytes, sizeBytes) - marker;
    boolean unknown = length == marker - 1;
    // The children of an open segment are walked instead of it.
    if (unknown && id == SEGMENT) {
      return new Element(content, false);
    }
    return new Element(content + length, unknown);
  }

  private static int leadingZeros(FileBytes file, long place) throws IOException {
    return Integer.numberOfLeadingZeros((int) file.bigEndian(place, 1))
        - (Integer.SIZE - Byte.SIZE);
  }

  private record Element(long end, boolean endUnknown) {}
}
