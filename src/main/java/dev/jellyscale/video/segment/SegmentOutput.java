package dev.jellyscale.video.segment;

import dev.jellyscale.model.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.zip.CRC32C;

/**
 * Writes a segment file. The format is our own, because it must keep any time stamp in any time
 * base exactly and show where a killed writer stopped. All numbers are big-endian:
 *
 * <pre>
 *   8 bytes   "JELLYSG1"
 *   4 + n     length and bytes of the {@link SegmentHeader}
 *   packets:  int size > 0, int flags, long pts, long duration, payload
 *   end:      int -1, long number of packets
 * </pre>
 */
public final class SegmentOutput implements AutoCloseable {
  static final byte[] MAGIC = "JELLYSG1".getBytes(StandardCharsets.US_ASCII);
  static final int PACKET_HEADER_BYTES = 2 * Integer.BYTES + 2 * Long.BYTES;
  static final int END_BYTES = Integer.BYTES + Long.BYTES;
  static final int END_MARK = -1;

  private final FileChannel channel;
  private final ByteBuffer packetHeader = ByteBuffer.allocateDirect(PACKET_HEADER_BYTES);
  private final CRC32C checksum = new CRC32C();
  private final MessageDigest digest = Sha256.digest();
  private long packets;

  /**
   * Creates or empties the file and writes the header.
   *
   * @throws IOException if that fails; no file is open then
   */
  public SegmentOutput(Path file, SegmentHeader header) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    try {
      var bytes = header.bytes();
      writeFully(
          ByteBuffer.allocate(MAGIC.length + Integer.BYTES + bytes.length)
              .put(MAGIC)
              .putInt(bytes.length)
              .put(bytes)
              .flip());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Adds a packet, whose payload is given in pieces.
   *
   * @param pieces are read to their limits
   */
  public void write(long pts, long duration, int flags, ByteBuffer... pieces) throws IOException {
    int size = 0;
    for (var piece : pieces) {
      size = Math.addExact(size, piece.remaining());
    }
    packetHeader.clear().putInt(size).putInt(flags).putLong(pts).putLong(duration).flip();
    writeFully(packetHeader);
    for (var piece : pieces) {
      writeFully(piece);
    }
    packets++;
  }

  /** Writes the end and waits until the file is on the disk. Returns its size in bytes. */
  public long finish() throws IOException {
    writeFully(ByteBuffer.allocate(END_BYTES).putInt(END_MARK).putLong(packets).flip());
    channel.force(true);
    return channel.size();
  }

  /** Packets written so far. */
  public long packets() {
    return packets;
  }

  /** SHA-256 of all bytes written, 64 lower-case hexadecimal digits. To be asked for once. */
  public String sha256() {
    return Sha256.of(digest);
  }

  /** CRC-32C of all bytes written so far. */
  public long crc32c() {
    return checksum.getValue();
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    checksum.update(bytes.duplicate());
    digest.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
