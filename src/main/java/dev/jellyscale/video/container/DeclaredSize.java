package dev.jellyscale.video.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Compares the bytes that a container's outermost elements declare with those that the file has.
 * FFmpeg plays a cut file to where it was cut and calls that its end.
 */
public final class DeclaredSize {
  private DeclaredSize() {}

  /**
   * @param format FFmpeg's name of the demuxer
   * @return how the file contradicts itself; empty where it does not
   */
  public static Optional<String> contradiction(Path file, String format) {
    try (var channel = FileChannel.open(file)) {
      var bytes = new FileBytes(channel);
      return switch (format) {
        case "matroska,webm" -> EbmlElements.contradiction(bytes);
        case "mov,mp4,m4a,3gp,3g2,mj2" -> Mp4Atoms.contradiction(bytes);
        case "avi" -> RiffChunks.contradiction(bytes);
        case "mpegts" -> TransportPackets.contradiction(bytes);
        default -> Optional.empty();
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String missing(long declaredEnd, long size) {
    return "it declares %d bytes but has %d".formatted(declaredEnd, size);
  }

  /** Numbers at places of a file. */
  static final class FileBytes {
    private static final int WORD = 8;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(WORD);
    private final long size;

    FileBytes(FileChannel channel) throws IOException {
      this.channel = channel;
      size = channel.size();
    }

    long size() {
      return size;
    }

    /** The {@code count} bytes at a place, 1 to 8, as a big-endian number without sign. */
    long bigEndian(long place, int count) throws IOException {
      buffer.clear().limit(count);
      while (buffer.hasRemaining() && channel.read(buffer, place + buffer.position()) > 0) {}
      if (buffer.hasRemaining()) {
        throw new IOException("The file became shorter while it was read");
      }
      long value = 0;
      for (int i = 0; i < count; i++) {
        value = value << Byte.SIZE | Byte.toUnsignedLong(buffer.get(i));
      }
      return value;
    }

    /** The {@code count} bytes at a place. */
    byte[] bytes(long place, int count) throws IOException {
      var bytes = ByteBuffer.allocate(count);
      while (bytes.hasRemaining() && channel.read(bytes, place + bytes.position()) > 0) {}
      if (bytes.hasRemaining()) {
        throw new IOException("The file became shorter while it was read");
      }
      return bytes.array();
    }

    /** The same for 4 little-endian bytes. */
    long littleEndian32(long place) throws IOException {
      return Integer.toUnsignedLong(Integer.reverseBytes((int) bigEndian(place, Integer.BYTES)));
    }
  }
}
