package dev.jellyscale.api.service.spool;

import dev.jellyscale.api.service.ServiceFailure;
import java.io.OutputStream;

/**
 * Writes a spooled file within its bounds. A disk that fails is told as a failure of ours, so that
 * it is not taken for a stream that breaks off.
 */
public final class SpoolSink extends OutputStream {
  private final SpoolFile file;
  private final long most;

  SpoolSink(SpoolFile file, long most) {
    this.file = file;
    this.most = most;
    var _ = file.channel(); // An empty body makes an empty file.
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    if (file.bytes() + length > most) {
      throw ServiceFailure.of(413, "The upload is larger than " + most + " bytes");
    }
    file.write(bytes, from, length);
  }

  /** The file stays open. */
  @Override
  public void close() {}
}
