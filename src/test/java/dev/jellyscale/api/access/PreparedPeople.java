package dev.jellyscale.api.access;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * People of the application that tests share: two accounts, and whoever the trusted proxy names,
 * which is at an address where no other test comes from.
 */
public final class PreparedPeople {
  /** Address of the trusted proxy. */
  public static final String PROXY = "127.0.0.9";

  /** What the proxy proves itself by. */
  public static final String SECRET = "the-secret-of-the-proxy-in-tests";

  static final String BASE_PATH = "/below/here";

  /** Passwords by the names of accounts; {@code chief} may do everything. */
  static final Map<String, String> PASSWORDS =
      Map.of("chief", "correct horse", "family", "battery staple");

  static final Map<String, String> SETTINGS =
      Map.of(
          "JELLYSCALE_TRUSTED_PROXIES", PROXY,
          "JELLYSCALE_BASE_PATH", BASE_PATH,
          "JELLYSCALE_PROXY_AUTH", "on",
          "JELLYSCALE_PROXY_SECRET", SECRET,
          "JELLYSCALE_PROXY_ADMIN_GROUPS", "admins",
          "JELLYSCALE_ADMIN", "chief",
          "JELLYSCALE_ADMIN_PASSWORD", "correct horse",
          "JELLYSCALE_USER", "family",
          "JELLYSCALE_USER_PASSWORD", "battery staple");

  private static final Map<String, String> COOKIES = new ConcurrentHashMap<>();

  private PreparedPeople() {}

  /** Headers by which the proxy names somebody. */
  public static String[] proxied(String user, String groups) {
    return new String[] {
      "Remote-User: " + user, "Remote-Groups: " + groups, "X-Proxy-Secret: " + SECRET
    };
  }

  /**
   * Headers of somebody who has signed in, as a page of ours sends them.
   *
   * @param origin of that page
   */
  static String[] signedIn(String account, String origin) {
    var cookie = COOKIES.computeIfAbsent(account, PreparedPeople::signIn);
    return new String[] {"Cookie: " + cookie, "Origin: " + origin};
  }

  private static String signIn(String account) {
    try (var http = new RawHttp(RestAssured.port, "127.0.0.1")) {
      var answer = enter(http, account, PASSWORDS.getOrDefault(account, ""));
      return answer.header("set-cookie").split(";", 2)[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Signs in, with further lines of a head. */
  static RawHttp.Answer enter(RawHttp http, String name, String password, String... lines)
      throws IOException {
    var body = "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    var more = lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
    return http.send(
            "POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + more
                + "Content-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body)
        .answer();
  }
}
