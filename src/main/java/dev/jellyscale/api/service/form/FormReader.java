package dev.jellyscale.api.service.form;

import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.spool.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads forms of both encodings: {@code multipart/form-data} and {@code
 * application/x-www-form-urlencoded}. Bodies of other types, and bodies that are not there, are
 * forms without fields. No more than a few hundred KiB are in memory at once.
 */
public final class FormReader {
  /** Bytes of the longest text field. */
  static final int FIELD_BYTES = 64 << 10;

  /** Fields of a form. */
  static final int FIELDS = 32;

  private final Supplier<Spool> spool;
  private final long fileBytes;

  /**
   * A reader of forms.
   *
   * @param spool where uploaded files are written
   * @param fileBytes size of the largest file
   */
  public FormReader(Spool spool, long fileBytes) {
    this(() -> spool, fileBytes);
  }

  private FormReader(Supplier<Spool> spool, long fileBytes) {
    this.spool = spool;
    this.fileBytes = fileBytes;
  }

  /** A reader of forms without files; one with a file is refused with 400. */
  public static FormReader ofTexts() {
    return new FormReader(
        () -> {
          throw ServiceFailure.of(400, "This form takes no files");
        },
        0);
  }

  /**
   * Reads a body to its end. The caller closes the form.
   *
   * @param contentType as sent; null where none was
   * @throws ServiceFailure if the body cannot be read; no file is left then
   */
  public Form read(@Nullable String contentType, InputStream body) {
    var given = contentType == null ? "" : contentType.strip();
    var type = given.toLowerCase(Locale.ROOT);
    if (type.startsWith("multipart/form-data")) {
      return new MultipartBody(given, new UploadedFiles(spool, fileBytes)).read(body);
    }
    if (type.startsWith("application/x-www-form-urlencoded")) {
      return Form.ofTexts(encoded(body));
    }
    return Form.ofTexts(Map.of());
  }

  private static Map<String, String> encoded(InputStream body) {
    var text = new String(bounded(body), StandardCharsets.US_ASCII);
    var fields = new HashMap<String, String>();
    for (var pair : text.split("&", FIELDS + 1)) {
      if (fields.size() == FIELDS) {
        throw ServiceFailure.of(413, "A form has at most " + FIELDS + " fields");
      }
      int equals = pair.indexOf('=');
      if (equals >= 0) {
        fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      } else if (!pair.isEmpty()) {
        fields.put(decoded(pair), "");
      }
    }
    return fields;
  }

  private static byte[] bounded(InputStream body) {
    try {
      var bytes = body.readNBytes(FIELD_BYTES + 1);
      if (bytes.length > FIELD_BYTES) {
        throw ServiceFailure.of(413, "The form is larger than " + FIELD_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException _) {
      throw ServiceFailure.of(400, "The body breaks off");
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw ServiceFailure.of(400, "The form is not encoded as it says");
    }
  }
}
