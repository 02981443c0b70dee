package dev.jellyscale.api.service.spool;

import dev.jellyscale.models.fetch.StorageFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A file of one request, used by one thread. When this is closed its room is free again, and the
 * file is gone or serves another request.
 */
public final class SpoolFile implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 << 10;

  private final Spool spool;
  private final SpoolRoom room;
  private long reserved;
  private long finishedBytes = -1;

  SpoolFile(Spool spool, SpoolRoom room) {
    this.spool = spool;
    this.room = room;
  }

  /** Absolute. */
  public Path path() {
    return room.path();
  }

  /** Bytes that were taken by {@link #sink} so far. */
  public long bytes() {
    return reserved;
  }

  /**
   * Writes the file, from its beginning.
   *
   * @param most bytes that it may have
   */
  public SpoolSink sink(long most) {
    return new SpoolSink(this, most);
  }

  /**
   * Takes a stream up to its end.
   *
   * @param most bytes that it may have
   * @throws IOException if the stream breaks off
   * @throws dev.jellyscale.api.service.ServiceFailure if it has more bytes, or there is no room
   */
  public void fill(InputStream stream, long most) throws IOException {
    try (var sink = sink(most)) {
      var chunk = new byte[CHUNK_BYTES];
      for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
        sink.write(chunk, 0, count);
      }
    }
  }

  /** The file itself, to be read at any place; stays this file's own. */
  public FileChannel channel() {
    return room.channel();
  }

  /**
   * The file's first bytes.
   *
   * @throws IOException if it has fewer
   */
  public byte[] read(int bytes) throws IOException {
    var content = ByteBuffer.allocate(bytes);
    while (content.hasRemaining()) {
      if (channel().read(content, content.position()) < 0) {
        throw new EOFException("The file ends too early");
      }
    }
    return content.array();
  }

  /**
   * Lets another request have the file when this is closed. To be said by who knows that no process
   * will write to it or read it any more: a renderer that was stopped may.
   *
   * @param bytes that it has now
   */
  public void finish(long bytes) {
    finishedBytes = bytes;
  }

  void write(byte[] bytes, int from, int length) {
    spool.reserve(length);
    var content = ByteBuffer.wrap(bytes, from, length);
    try {
      while (content.hasRemaining()) {
        reserved += channel().write(content, reserved);
      }
    } catch (IOException e) {
      reserved += content.remaining();
      throw StorageFailure.of(path(), e);
    }
  }

  @Override
  public void close() {
    spool.takeBack(room, finishedBytes, reserved);
    reserved = 0;
    finishedBytes = -1;
  }
}
