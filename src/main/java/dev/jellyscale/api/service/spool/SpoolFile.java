package dev.jellyscale.api.service.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A file of one request. It is gone when this is closed, and its room is free again. */
public final class SpoolFile implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 << 10;

  private final Spool spool;
  private final Path path;
  private long reserved;

  SpoolFile(Spool spool, Path path) {
    this.spool = spool;
    this.path = path;
  }

  /** Absolute; nothing is there before it is written to. */
  public Path path() {
    return path;
  }

  /** Bytes that were taken by {@link #sink} so far. */
  public long bytes() {
    return reserved;
  }

  /**
   * Writes the file.
   *
   * @param most bytes that it may have
   */
  public SpoolSink sink(long most) {
    return SpoolSink.open(this, most);
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

  void reserve(int bytes) {
    spool.reserve(bytes);
    reserved += bytes;
  }

  @Override
  public void close() {
    spool.remove(path, reserved);
    reserved = 0;
  }
}
