package dev.jellyscale.api.access.sender;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps pages of other sites from using what a browser sends by itself. A browser tells in {@code
 * Sec-Fetch-Site} and {@code Origin} whose page makes a request, and no page can change that.
 */
public final class SiteCheck {
  private static final String FETCH_SITE = "Sec-Fetch-Site";

  /** A page of ours, or a person who has typed the address. */
  private static final Set<String> OURS = Set.of("same-origin", "none");

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private SiteCheck() {}

  /** Whether a request only reads, so that its answer is all that a page could want of it. */
  public static boolean reads(HttpServerRequest request) {
    return READING.contains(request.method().name());
  }

  /** Whether a browser says that a page of another site makes the request. */
  public static boolean isForeign(HttpServerRequest request, Sender sender) {
    var headers = request.headers();
    return !headers.getAll(FETCH_SITE).stream().allMatch(OURS::contains)
        || !headers.getAll(HttpHeaders.ORIGIN).stream()
            .allMatch(origin -> isOurs(origin, sender.origin()));
  }

  /** Whether a browser says that a page of ours makes the request. */
  public static boolean isOurs(HttpServerRequest request, Sender sender) {
    var headers = request.headers();
    return !isForeign(request, sender)
        && (headers.contains(FETCH_SITE) || headers.contains(HttpHeaders.ORIGIN));
  }

  /**
   * Whether a page of ours came to its browser by an encrypted connection of which nobody tells us,
   * as from a proxy that is not trusted or does not tell.
   */
  static boolean isEncryptedUntold(HttpServerRequest request, Sender sender) {
    return !sender.isSecure()
        && !isForeign(request, sender)
        && request.headers().getAll(HttpHeaders.ORIGIN).stream()
            .anyMatch(origin -> origin.toLowerCase(Locale.ROOT).startsWith("https:"));
  }

  /**
   * The same host and port. The scheme has to be the same where the sender's is known to be https;
   * else a proxy may have brought encryption without telling.
   */
  private static boolean isOurs(String origin, String own) {
    var theirs = normal(origin);
    var ours = normal(own);
    return !ours.isEmpty()
        && (theirs.equals(ours)
            || (ours.startsWith("http:") && theirs.equals("https:" + ours.substring(5))));
  }

  /** Without the port that a scheme has anyway; browsers leave it out, and some proxies do not. */
  private static String normal(String origin) {
    var lower = origin.toLowerCase(Locale.ROOT);
    if (lower.startsWith("https:") && lower.endsWith(":443")) {
      return lower.substring(0, lower.length() - 4);
    }
    return lower.startsWith("http:") && lower.endsWith(":80")
        ? lower.substring(0, lower.length() - 3)
        : lower;
  }
}
