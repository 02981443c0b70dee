package dev.jellyscale.api.service.form;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream that stays broken once it was: the parser of multipart bodies reads on after a failure,
 * to skip the rest of a part, and would wait for bytes that never come.
 */
final class OnceBroken extends FilterInputStream {
  private @Nullable IOException broken;

  OnceBroken(InputStream body) {
    super(body);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (broken != null) {
      throw new IOException("The body broke off before", broken);
    }
    try {
      return super.read(bytes, from, length);
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }
}
