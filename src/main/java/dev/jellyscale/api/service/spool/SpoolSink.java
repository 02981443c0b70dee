package dev.jellyscale.api.service.spool;

import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.models.fetch.StorageFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * Writes a spooled file within its bounds. A disk that fails is told as a failure of ours, so that
 * it is not taken for a stream that breaks off.
 */
public final class SpoolSink extends OutputStream {
  private final SpoolFile file;
  private final OutputStream out;
  private final long most;

  private SpoolSink(SpoolFile file, OutputStream out, long most) {
    this.file = file;
    this.out = out;
    this.most = most;
  }

  static SpoolSink open(SpoolFile file, long most) {
    try {
      var out = Files.newOutputStream(file.path(), StandardOpenOption.CREATE_NEW);
      return new SpoolSink(file, out, most);
    } catch (IOException e) {
      throw StorageFailure.of(file.path(), e);
    }
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
    file.reserve(length);
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      throw StorageFailure.of(file.path(), e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw StorageFailure.of(file.path(), e);
    }
  }
}
