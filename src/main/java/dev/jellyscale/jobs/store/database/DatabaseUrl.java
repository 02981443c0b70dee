package dev.jellyscale.jobs.store.database;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Address of a PostgreSQL database, as {@code
 * postgresql://user:password@host:port/database?options} or with {@code postgres:}. Its text never
 * shows the password.
 *
 * @param server host and port
 * @param database its name
 * @param options of the driver, as they stand behind the question mark; empty where there are none
 */
public record DatabaseUrl(
    String server,
    String database,
    Optional<String> user,
    Optional<String> password,
    Optional<String> options) {

  /** The environment variable that holds one. */
  public static final String VARIABLE = "JELLYSCALE_DATABASE_URL";

  private static final int USUAL_PORT = 5432;

  /**
   * Reads an address. No message tells it, since it holds a password.
   *
   * @throws Invalid if it is none
   */
  public static DatabaseUrl parse(String text) {
    var uri = uri(text);
    var scheme = uri.getScheme();
    var path = uri.getRawPath();
    if (!"postgresql".equals(scheme) && !"postgres".equals(scheme)) {
      throw wrong("it begins with postgresql://");
    }
    if (uri.getHost() == null || path == null || path.length() < 2 || path.indexOf('/', 1) > 0) {
      throw wrong("it names a host and one database");
    }
    int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
    var account = uri.getRawUserInfo();
    return new DatabaseUrl(
        uri.getHost() + ":" + port,
        path.substring(1),
        part(account, 0),
        part(account, 1),
        Optional.ofNullable(uri.getRawQuery()));
  }

  private static URI uri(String text) {
    try {
      return new URI(text.strip());
    } catch (URISyntaxException e) {
      // Its message and its cause would show the password.
      throw wrong("special characters of the password are written as %XX");
    }
  }

  private static Optional<String> part(@Nullable String account, int index) {
    if (account == null) {
      return Optional.empty();
    }
    var parts = account.split(":", 2);
    return parts.length > index ? Optional.of(decode(parts[index])) : Optional.empty();
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Invalid wrong(String rule) {
    return new Invalid(
        VARIABLE + " is not postgresql://user:password@host:port/database (" + rule + ")");
  }

  /** The driver's address, without user and password. */
  String jdbc() {
    return "jdbc:postgresql://" + server + "/" + database + options.map(o -> "?" + o).orElse("");
  }

  @Override
  public String toString() {
    return "postgresql://" + server + "/" + database;
  }
}
