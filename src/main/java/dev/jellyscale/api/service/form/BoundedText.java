package dev.jellyscale.api.service.form;

import dev.jellyscale.api.service.ServiceFailure;
import java.io.ByteArrayOutputStream;

/** Takes the bytes of a text field, and no more than a field may have. */
final class BoundedText extends ByteArrayOutputStream {
  private final String field;

  BoundedText(String field) {
    this.field = field;
  }

  @Override
  public synchronized void write(int b) {
    check(1);
    super.write(b);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    check(length);
    super.write(bytes, from, length);
  }

  private void check(int more) {
    if (count + more > FormReader.FIELD_BYTES) {
      var shown = field.length() <= 40 ? field : field.substring(0, 40);
      throw ServiceFailure.of(413, "Field '" + shown + "' is too long");
    }
  }
}
