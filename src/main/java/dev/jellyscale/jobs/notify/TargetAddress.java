package dev.jellyscale.jobs.notify;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.net.PublicAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The URL of a target. It may hold keys, so no message and no text form tells more than the host.
 *
 * @param uri with a scheme, a host, and nothing that a server does not see
 */
public record TargetAddress(URI uri) {
  private static final int LONGEST = 2048;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int FIRST_FREE_PORT = 1024;
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

  /** Such hosts are numbers, in whatever way they are written. */
  private static final Pattern LITERAL = Pattern.compile("[0-9a-fx.]*[0-9]|.*:.*");

  /**
   * Reads an address.
   *
   * @throws Invalid if it is no URL of http or https with a plain host, names a user, or has
   *     another port than 80, 443 and those from 1024
   */
  public static TargetAddress parse(String text) {
    if (text.length() > LONGEST || !VISIBLE.matcher(text).matches()) {
      throw new Invalid("The address of a target is a URL of at most " + LONGEST + " characters");
    }
    var uri = uri(text);
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new Invalid("The address of a target begins with https:// or http://");
    }
    if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new Invalid("The address of a target names a host, no user and no fragment");
    }
    int port = uri.getPort();
    if (port != -1 && port != HTTP && port != HTTPS && port < FIRST_FREE_PORT) {
      throw new Invalid("The port of a target is 80, 443, or one from 1024");
    }
    return new TargetAddress(uri);
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException _) {
      // Its message would show the address.
      throw new Invalid("The address of a target is no URL");
    }
  }

  /** Whether what is sent there can be read on the way. */
  public boolean isPlain() {
    return "http".equalsIgnoreCase(uri.getScheme());
  }

  /** The host, without the brackets of a literal, in lower case. */
  public String host() {
    var host = uri.getHost().toLowerCase(Locale.ROOT);
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The port, also where the address names none. */
  public int port() {
    if (uri.getPort() != -1) {
      return uri.getPort();
    }
    return isPlain() ? HTTP : HTTPS;
  }

  /** What may be shown: scheme, host and port. */
  public String shown() {
    var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    var port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
  }

  /**
   * Lets only addresses pass that may be a target's, as far as that shows without a look-up.
   *
   * @param carriesKey whether its holder needs nothing else to write there
   * @throws Invalid if it may not
   */
  public void require(PrivateTargets allowed, boolean carriesKey) {
    if (isPlain() && carriesKey && !allowed.isListed(host()) && !isAllowedLiteral(allowed)) {
      throw new Invalid(
          "Keys go over https alone, but for hosts that %s lists"
              .formatted(PrivateTargets.VARIABLE));
    }
    refusal(allowed)
        .ifPresent(
            reason -> {
              throw new Invalid(
                  "The address of a target is %s, and %s does not list it"
                      .formatted(reason, PrivateTargets.VARIABLE));
            });
  }

  private boolean isAllowedLiteral(PrivateTargets allowed) {
    return literal().map(address -> allowed.allow(host(), address)).orElse(false);
  }

  private Optional<String> refusal(PrivateTargets allowed) {
    return literal()
        .filter(address -> !allowed.allow(host(), address))
        .flatMap(PublicAddress::whyNot);
  }

  private Optional<InetAddress> literal() {
    if (!LITERAL.matcher(host()).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(host()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return shown();
  }
}
