package dev.jellyscale.auth.proxy;

import dev.jellyscale.auth.token.Fingerprint;
import dev.jellyscale.config.EnvironmentSetting;
import dev.jellyscale.config.SecretSetting;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the operator says about reverse proxies.
 *
 * @param trusted proxies; none unless set
 * @param identity headers that tell who is calling; empty unless switched on
 * @param basePath that is cut off the paths of requests, such as {@code /jellyscale}; "" for none
 */
public record ProxySettings(
    TrustedProxies trusted, Optional<IdentityHeaders> identity, String basePath) {
  /** Whether a proxy may tell who is calling. */
  public static final String AUTH = "JELLYSCALE_PROXY_AUTH";

  /** The base path. */
  public static final String BASE_PATH = "JELLYSCALE_BASE_PATH";

  static final String SECRET = "JELLYSCALE_PROXY_SECRET";
  static final String SECRET_FILE = "JELLYSCALE_PROXY_SECRET_FILE";
  static final String SECRET_HEADER = "JELLYSCALE_PROXY_SECRET_HEADER";
  static final String USER_HEADER = "JELLYSCALE_PROXY_USER_HEADER";
  static final String GROUPS_HEADER = "JELLYSCALE_PROXY_GROUPS_HEADER";
  static final String SEPARATOR = "JELLYSCALE_PROXY_GROUP_SEPARATOR";
  static final String ADMIN_GROUPS = "JELLYSCALE_PROXY_ADMIN_GROUPS";
  static final String USER_GROUPS = "JELLYSCALE_PROXY_USER_GROUPS";

  /** Every variable that is read here. */
  public static final List<String> VARIABLES =
      List.of(
          TrustedProxies.VARIABLE,
          AUTH,
          BASE_PATH,
          SECRET,
          SECRET_FILE,
          SECRET_HEADER,
          USER_HEADER,
          GROUPS_HEADER,
          SEPARATOR,
          ADMIN_GROUPS,
          USER_GROUPS);

  private static final int SHORTEST_SECRET = 16;
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

  /** Headers that mean something to HTTP or to this node; to remove them would break requests. */
  private static final Set<String> TAKEN =
      Set.of(
          "host",
          "connection",
          "content-length",
          "content-type",
          "transfer-encoding",
          "expect",
          "cookie",
          "origin",
          "authorization",
          "x-api-token",
          "idempotency-key",
          "last-event-id");

  /**
   * Reads them.
   *
   * @throws Invalid if one is wrong, or identities are to be taken from proxies that are not listed
   *     or prove nothing; names the variable, and tells no secret
   */
  public static ProxySettings of(Map<String, String> environment) {
    var trusted = TrustedProxies.ofEnvironment(environment);
    var basePath =
        EnvironmentSetting.of(BASE_PATH, environment)
            .value()
            .filter(path -> !path.equals("/"))
            .map(ProxySettings::basePath)
            .orElse("");
    return new ProxySettings(trusted, identity(trusted, environment), basePath);
  }

  private static String basePath(String text) {
    return Forwarded.prefix(text)
        .orElseThrow(
            () -> new Invalid("%s='%s' is no path such as /jellyscale".formatted(BASE_PATH, text)));
  }

  private static Optional<IdentityHeaders> identity(
      TrustedProxies trusted, Map<String, String> environment) {
    var word = text(AUTH, environment, "off").toLowerCase(Locale.ROOT);
    var secret = SecretSetting.of(SECRET, SECRET_FILE, environment);
    return switch (word) {
      case "off" -> Optional.empty();
      case "on" -> {
        if (trusted.isEmpty()) {
          throw new Invalid(AUTH + "=on needs " + TrustedProxies.VARIABLE);
        }
        yield Optional.of(headers(secret(secret), environment));
      }
      default -> throw new Invalid("%s='%s' is neither on nor off".formatted(AUTH, word));
    };
  }

  private static Fingerprint secret(SecretSetting setting) {
    var secret =
        setting
            .value()
            .orElseThrow(
                () -> new Invalid("%s=on needs %s or %s".formatted(AUTH, SECRET, SECRET_FILE)));
    if (secret.length() < SHORTEST_SECRET) {
      throw new Invalid("%s has fewer than %d characters".formatted(SECRET, SHORTEST_SECRET));
    }
    if (!secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new Invalid(SECRET + " may hold visible ASCII characters alone, and no blank");
    }
    return Fingerprint.of(secret);
  }

  private static IdentityHeaders headers(Fingerprint secret, Map<String, String> environment) {
    var headers =
        new IdentityHeaders(
            header(USER_HEADER, "Remote-User", environment),
            header(GROUPS_HEADER, "Remote-Groups", environment),
            header(SECRET_HEADER, "X-Proxy-Secret", environment),
            secret,
            roles(environment));
    var different = new HashSet<String>();
    for (var name : headers.names()) {
      if (!different.add(name.toLowerCase(Locale.ROOT))) {
        throw new Invalid(
            "%s, %s and %s have to be three headers, and '%s' is there twice"
                .formatted(USER_HEADER, GROUPS_HEADER, SECRET_HEADER, name));
      }
    }
    return headers;
  }

  private static String header(String variable, String usual, Map<String, String> environment) {
    var name = text(variable, environment, usual);
    var lower = name.toLowerCase(Locale.ROOT);
    if (!HEADER.matcher(name).matches()) {
      throw new Invalid("%s='%s' is no name of a header".formatted(variable, name));
    }
    if (TAKEN.contains(lower) || Forwarded.HEADERS.stream().anyMatch(name::equalsIgnoreCase)) {
      throw new Invalid("%s='%s' is a header with another meaning".formatted(variable, name));
    }
    return name;
  }

  private static GroupRoles roles(Map<String, String> environment) {
    var separator = text(SEPARATOR, environment, ",");
    if (!separator.equals(",") && !separator.equals("|")) {
      throw new Invalid("%s='%s' is neither , nor |".formatted(SEPARATOR, separator));
    }
    char sign = separator.charAt(0);
    var admins = GroupRoles.split(text(ADMIN_GROUPS, environment, ""), sign);
    var users = GroupRoles.split(text(USER_GROUPS, environment, ""), sign);
    var both = new HashSet<>(admins);
    both.retainAll(users);
    if (!both.isEmpty()) {
      throw new Invalid(
          "%s and %s both name '%s'".formatted(ADMIN_GROUPS, USER_GROUPS, both.iterator().next()));
    }
    return new GroupRoles(sign, admins, users);
  }

  private static String text(String variable, Map<String, String> environment, String usual) {
    return EnvironmentSetting.of(variable, environment).value().orElse(usual);
  }
}
