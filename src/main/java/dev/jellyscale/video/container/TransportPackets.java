package dev.jellyscale.video.container;

import dev.jellyscale.video.container.DeclaredSize.FileBytes;
import java.io.IOException;
import java.util.Optional;

/** Packets of an MPEG transport stream, plain or with the 4 bytes of a Blu-ray before each. */
final class TransportPackets {
  private static final int PLAIN = 188;
  private static final int WITH_TIME = 192;
  private static final int TIME = WITH_TIME - PLAIN;
  private static final int SYNC = 0x47;

  private TransportPackets() {}

  static Optional<String> contradiction(FileBytes file) throws IOException {
    if (repeats(file, 0, PLAIN)) {
      return wholePackets(file, PLAIN);
    }
    return repeats(file, TIME, WITH_TIME) ? wholePackets(file, WITH_TIME) : Optional.empty();
  }

  private static boolean repeats(FileBytes file, int first, int step) throws IOException {
    return first + step < file.size()
        && file.bigEndian(first, 1) == SYNC
        && file.bigEndian(first + step, 1) == SYNC;
  }

  private static Optional<String> wholePackets(FileBytes file, int length) {
    return file.size() % length == 0
        ? Optional.empty()
        : Optional.of("it ends in the middle of a transport packet");
  }
}
