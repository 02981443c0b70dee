package dev.jellyscale.api.problem;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Locale;

/** How a family of routes tells failures. */
public enum Dialect {
  /** As the AI service's callers expect: {@code {"detail":"..."}}, compact. */
  SERVICE("application/json"),
  /** RFC 9457. */
  PROBLEM("application/problem+json");

  private static final int TOO_MANY = 429;
  private static final String PREFIX = "urn:jellyscale:problem:";

  private final String mediaType;

  Dialect(String mediaType) {
    this.mediaType = mediaType;
  }

  /** Value of the header {@code Content-Type}. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * The body of an answer.
   *
   * @param status of HTTP
   * @param title a few words that are the same for all failures of this kind
   * @param detail one sentence about this failure; holds no path, no class and no secret
   */
  public String body(int status, String title, String detail) {
    return switch (this) {
      case SERVICE -> "{\"detail\":" + quoted(detail) + "}";
      case PROBLEM ->
          "{\"type\":%s,\"title\":%s,\"status\":%d,\"detail\":%s%s}"
              .formatted(
                  quoted(type(title)),
                  quoted(title),
                  status,
                  quoted(detail),
                  error(status, detail));
    };
  }

  /** The facade's callers read {@code error} where they were too fast. */
  private static String error(int status, String detail) {
    return status == TOO_MANY ? ",\"error\":" + quoted(detail) : "";
  }

  /** The URI by which RFC 9457 tells kinds of failures apart. */
  static String type(String title) {
    return PREFIX + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  private static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }
}
