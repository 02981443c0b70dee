package dev.jellyscale.jobs.notify.send;

import java.util.Map;
import org.apache.hc.core5.http.ContentType;

/** What is sent: its text form tells nothing of it, since headers hold keys. */
final class Parcel {
  private final ContentType type;
  private final Map<String, String> headers;
  private final byte[] body;

  Parcel(ContentType type, Map<String, String> headers, byte[] body) {
    this.type = type;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  ContentType type() {
    return type;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  @Override
  public String toString() {
    return body.length + " bytes";
  }
}
