package dev.jellyscale.api.service.form;

import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;

/** Forms of text fields alone. */
public final class TextForm {
  private TextForm() {}

  /**
   * Reads a body to its end.
   *
   * @throws dev.jellyscale.api.service.ServiceFailure if it cannot be read, or holds a file
   */
  public static Form read(HttpHeaders headers, InputStream body) {
    return FormReader.ofTexts().read(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), body);
  }
}
