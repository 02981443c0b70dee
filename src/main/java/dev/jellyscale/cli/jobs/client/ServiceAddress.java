package dev.jellyscale.cli.jobs.client;

import dev.jellyscale.config.Places;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which node is asked, and by which token. Tokens that this machine's own node has are sent to this
 * machine alone.
 *
 * @param node without a path
 * @param token empty where none was found
 */
public record ServiceAddress(URI node, Optional<String> token) {
  /** Environment variable with the address of a node. */
  public static final String URL = "JELLYSCALE_URL";

  /** Environment variable with a token for it. */
  public static final String TOKEN = "JELLYSCALE_TOKEN";

  private static final String PORT = "QUARKUS_HTTP_PORT";
  private static final String USUAL_PORT = "5000";
  private static final String OPEN_DOOR = "disable";
  private static final Pattern LOOPBACK = Pattern.compile("127(?:\\.[0-9]{1,3}){3}");

  /**
   * Finds a node and a token: what options say, then the environment, then what the node of this
   * machine has in its data directory.
   *
   * @throws Invalid if the address is none
   * @throws NotFound if there is no such file of a token
   * @throws Denied if it may not be read
   */
  public static ServiceAddress of(
      Optional<String> url, Optional<Path> tokenFile, Map<String, String> environment) {
    var node =
        url.or(() -> value(environment, URL))
            .map(ServiceAddress::parsed)
            .orElseGet(() -> ownNode(environment));
    var named = tokenFile.map(ServiceAddress::firstLine).or(() -> value(environment, TOKEN));
    return new ServiceAddress(
        node, named.or(() -> isThisMachine(node) ? ownToken(environment) : Optional.empty()));
  }

  private static URI ownNode(Map<String, String> environment) {
    return parsed("http://127.0.0.1:" + value(environment, PORT).orElse(USUAL_PORT));
  }

  private static URI parsed(String text) {
    try {
      var uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare = uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/");
      if (web
          && bare
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), null, null, null);
      }
    } catch (URISyntaxException e) {
      throw new Invalid("'" + text + "' is no address of a node", e);
    }
    throw new Invalid("The address of a node is written as http://host:port, not '" + text + "'");
  }

  private static boolean isThisMachine(URI node) {
    var host = node.getHost();
    return host.equals("localhost") || host.equals("[::1]") || LOOPBACK.matcher(host).matches();
  }

  private static Optional<String> ownToken(Map<String, String> environment) {
    var operators = value(environment, "API_TOKEN").filter(token -> !token.equals(OPEN_DOOR));
    if (operators.isPresent()) {
      return operators;
    }
    var file = value(environment, "API_TOKEN_FILE");
    if (file.isPresent()) {
      return Optional.of(firstLine(path(file.get())));
    }
    var first =
        Places.ofEnvironment(environment).data().resolve("secrets").resolve("bootstrap-token");
    return Files.isReadable(first) ? Optional.of(firstLine(first)) : Optional.empty();
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new Invalid("API_TOKEN_FILE is no path", e);
    }
  }

  private static String firstLine(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.findFirst().orElse("").strip();
    } catch (NoSuchFileException e) {
      throw new NotFound("No file of a token: " + file);
    } catch (IOException e) {
      throw new Denied("The file of the token cannot be read: " + file, e);
    }
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** Without the token. */
  @Override
  public String toString() {
    return node.toString();
  }
}
