package dev.jellyscale.video.part;

import dev.jellyscale.model.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Hashes of whole files. */
final class FileDigest {
  private static final int BLOCK_BYTES = 1 << 20;

  private FileDigest() {}

  /**
   * SHA-256 of a file, 64 lower-case hexadecimal digits.
   *
   * @param life told again and again that reading goes on
   */
  static String sha256(Path file, Runnable life) throws IOException {
    var digest = Sha256.digest();
    var block = ByteBuffer.allocate(BLOCK_BYTES);
    try (var channel = FileChannel.open(file)) {
      while (channel.read(block.clear()) >= 0) {
        digest.update(block.flip());
        life.run();
      }
    }
    return Sha256.of(digest);
  }
}
