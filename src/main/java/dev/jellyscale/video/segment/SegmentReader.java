package dev.jellyscale.video.segment;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.video.ffmpeg.ShownName;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the packets of a segment file in the order in which they were written, which is decoding
 * order. A segment whose end is missing fails when it gets there, never silently.
 */
public final class SegmentReader implements AutoCloseable {
  private static final int MAX_HEADER_BYTES = 1 << 20;
  private static final int MAX_PACKET_BYTES = 1 << 29;

  private final Path file;
  private final FileChannel channel;
  private final SegmentHeader header;
  private final ByteBuffer packetHeader = ByteBuffer.allocate(SegmentOutput.PACKET_HEADER_BYTES);
  private long position;
  private long packets;

  private SegmentReader(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    header = readHeader();
  }

  /**
   * Opens a segment and reads its header.
   *
   * @throws EngineFailure if it cannot be read or is no segment
   */
  @SuppressWarnings("resource") // The reader owns the channel and closes it.
  public static SegmentReader open(Path file) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file);
      return new SegmentReader(file, channel);
    } catch (IOException e) {
      closeAfter(channel, e);
      throw broken(file, e);
    } catch (RuntimeException e) {
      closeAfter(channel, e);
      throw e;
    }
  }

  private static void closeAfter(@Nullable FileChannel channel, Exception failure) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static EngineFailure broken(Path file, IOException cause) {
    return new EngineFailure("The segment " + ShownName.of(file) + " cannot be read", cause);
  }

  private SegmentHeader readHeader() throws IOException {
    var start = ByteBuffer.allocate(SegmentOutput.MAGIC.length + Integer.BYTES);
    readFully(start);
    var magic = Arrays.copyOf(start.array(), SegmentOutput.MAGIC.length);
    int length = start.getInt(SegmentOutput.MAGIC.length);
    if (!Arrays.equals(magic, SegmentOutput.MAGIC) || length < 0 || length > MAX_HEADER_BYTES) {
      throw new EngineFailure("The file " + ShownName.of(file) + " is no segment", null);
    }
    var bytes = ByteBuffer.allocate(length);
    readFully(bytes);
    return SegmentHeader.of(bytes.flip());
  }

  /** What the segment says about its stream. */
  public SegmentHeader header() {
    return header;
  }

  /**
   * Goes to the next packet, also where the payload of this one was not read.
   *
   * @return the packet, or null at the end
   * @throws EngineFailure if the segment ends too early
   */
  public @Nullable Packet next() {
    try {
      packetHeader.clear().limit(Integer.BYTES);
      readFully(packetHeader);
      int size = packetHeader.getInt(0);
      if (size == SegmentOutput.END_MARK) {
        requireComplete();
        return null;
      }
      packetHeader.limit(SegmentOutput.PACKET_HEADER_BYTES);
      readFully(packetHeader);
      packetHeader.flip();
      var packet = packet(packetHeader);
      packets++;
      position += packet.size();
      return packet;
    } catch (IOException e) {
      throw broken(file, e);
    }
  }

  private Packet packet(ByteBuffer bytes) throws IOException {
    int size = bytes.getInt();
    if (size < 1 || size > MAX_PACKET_BYTES) {
      throw new IOException("A packet of " + size + " bytes");
    }
    return new Packet(position, size, bytes.getInt(), bytes.getLong(), bytes.getLong());
  }

  private void requireComplete() throws IOException {
    var count = ByteBuffer.allocate(Long.BYTES);
    readFully(count);
    if (count.getLong(0) != packets || position != channel.size()) {
      throw new IOException("Not " + packets + " packets");
    }
    // Asked again, the reader finds the end again.
    position -= SegmentOutput.END_BYTES;
  }

  /**
   * Reads the payload of a packet.
   *
   * @param target has {@link Packet#size} bytes remaining, which are filled
   */
  public void read(Packet packet, ByteBuffer target) {
    try {
      long at = packet.position();
      while (target.hasRemaining()) {
        int count = channel.read(target, at);
        if (count < 0) {
          throw new EOFException("A payload ends too early");
        }
        at += count;
      }
    } catch (IOException e) {
      throw broken(file, e);
    }
  }

  private void readFully(ByteBuffer target) throws IOException {
    while (target.hasRemaining()) {
      int count = channel.read(target, position);
      if (count < 0) {
        throw new EOFException("The end is missing");
      }
      position += count;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw broken(file, e);
    }
  }

  /**
   * A packet of a segment.
   *
   * @param position of the payload in the file
   * @param size of the payload in bytes
   * @param flags {@code AV_PKT_FLAG_*}
   * @param pts when to show its frame, in the encoder's time base
   * @param duration how long, in the same; 0 where unknown
   */
  public record Packet(long position, int size, int flags, long pts, long duration) {}
}
