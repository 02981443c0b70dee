package dev.jellyscale.api.upscaler.pictures;

import dev.jellyscale.api.service.ServiceFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bodies that are pictures. One that is text for a picture is refused before it is kept. */
final class RawBody {
  private static final int CONTENT_TOO_LARGE = 413;
  private static final int HEAD_BYTES = 16;

  /** How data URLs, objects of JSON, and JPEG, PNG and WebP in base64 begin. */
  private static final List<String> TEXTS =
      List.of("data:", "{", "\"", "/9j/", "iVBORw0KGgo", "UklGR");

  private RawBody() {}

  /**
   * The body, of which nothing is taken away.
   *
   * @throws ServiceFailure with 413 if it is base64, which is a third larger than the picture
   */
  static InputStream of(InputStream body) {
    try {
      var head = body.readNBytes(HEAD_BYTES);
      var text = new String(head, StandardCharsets.ISO_8859_1).stripLeading();
      if (TEXTS.stream().anyMatch(text::startsWith)) {
        throw ServiceFailure.of(
            CONTENT_TOO_LARGE, "The body has to be the picture itself, not base64 or JSON");
      }
      var whole = new PushbackInputStream(body, HEAD_BYTES);
      whole.unread(head);
      return whole;
    } catch (IOException _) {
      throw ServiceFailure.of(400, "The body breaks off");
    }
  }
}
