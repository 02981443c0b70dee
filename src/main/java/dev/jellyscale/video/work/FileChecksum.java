package dev.jellyscale.video.work;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Reads files to see whether their bytes are still those that were written. */
final class FileChecksum {
  private static final int BLOCK_BYTES = 1 << 20;

  private FileChecksum() {}

  /** CRC-32C of a whole file. */
  static long of(Path file) throws IOException {
    var checksum = new CRC32C();
    var block = ByteBuffer.allocate(BLOCK_BYTES);
    try (var channel = FileChannel.open(file)) {
      while (channel.read(block.clear()) >= 0) {
        checksum.update(block.flip());
      }
    }
    return checksum.getValue();
  }
}
