package dev.jellyscale.models.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/** A server's answer whose headers are here. */
final class Answer implements AutoCloseable {
  private final HttpGet request;
  private final ClassicHttpResponse response;

  Answer(HttpGet request, ClassicHttpResponse response) {
    this.request = request;
    this.response = response;
  }

  int status() {
    return response.getCode();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
  }

  /** Length of the body as announced; empty where it is not. */
  Optional<Long> announced() {
    var entity = response.getEntity();
    return entity == null || entity.getContentLength() < 0
        ? Optional.empty()
        : Optional.of(entity.getContentLength());
  }

  /** The validator of RFC 9110 that promises equal bytes; empty for a weak or a missing one. */
  Optional<String> strongTag() {
    return header("ETag").filter(tag -> tag.startsWith("\"") && tag.endsWith("\""));
  }

  InputStream body() throws IOException {
    var entity = response.getEntity();
    return entity == null ? InputStream.nullInputStream() : entity.getContent();
  }

  /** Drops the connection. A rest of the body is not read, since it may have no end. */
  @Override
  public void close() {
    request.cancel();
  }
}
