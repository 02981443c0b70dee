package dev.jellyscale.auth.proxy;

import dev.jellyscale.net.AddressText;
import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Where a request comes from and how its sender calls this node, as far as trusted proxies say so.
 *
 * @param client address of the sender: the last one in {@code X-Forwarded-For} that is no trusted
 *     proxy, or the other end of the connection
 * @param scheme {@code http} or {@code https}; empty where no proxy tells
 * @param host with its port unless that is the scheme's own; empty where no proxy tells
 * @param prefix that a proxy has cut off the path, such as {@code /jellyscale}; "" for none
 */
public record Forwarded(
    String client, Optional<String> scheme, Optional<String> host, String prefix) {

  /** Headers by which proxies tell it; from nobody else do they mean anything. */
  public static final List<String> HEADERS =
      List.of(
          "X-Forwarded-For",
          "X-Forwarded-Proto",
          "X-Forwarded-Host",
          "X-Forwarded-Prefix",
          "X-Forwarded-Port",
          "X-Forwarded-Server",
          "X-Forwarded-Ssl",
          "X-Real-IP",
          "Forwarded");

  private static final String PORT = "(:[0-9]{1,5})?";
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9_][A-Za-z0-9._-]{0,252}|\\[[0-9a-fA-F:.]{2,45}])" + PORT);
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([0-9a-fA-F:.]{2,45})]" + PORT + "|([0-9.]{7,15}):[0-9]{1,5}");
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]{1,64}){1,8}");

  /** What holds for a request that no trusted proxy has sent. */
  public static Forwarded direct(String peer) {
    return new Forwarded(peer, Optional.empty(), Optional.empty(), "");
  }

  /**
   * Reads what the headers of a request say.
   *
   * @param peer address at the other end of the connection
   * @param headers all values of a header by its name, in their order
   */
  public static Forwarded of(
      String peer, TrustedProxies trusted, Function<String, List<String>> headers) {
    if (!trusted.trust(peer)) {
      return direct(peer);
    }
    return new Forwarded(
        client(peer, trusted, headers.apply("X-Forwarded-For")),
        single(headers.apply("X-Forwarded-Proto"))
            .map(scheme -> scheme.toLowerCase(Locale.ROOT))
            .filter(scheme -> scheme.equals("https") || scheme.equals("http")),
        single(headers.apply("X-Forwarded-Host")).filter(Forwarded::isHost),
        single(headers.apply("X-Forwarded-Prefix")).flatMap(Forwarded::prefix).orElse(""));
  }

  /**
   * Everything left of the first address that is not trusted is that sender's own invention. What
   * is no address ends the search too: then the proxy is told that named it.
   */
  private static String client(String peer, TrustedProxies trusted, List<String> lines) {
    var hops = new ArrayList<String>();
    lines.forEach(line -> hops.addAll(List.of(line.split(",", -1))));
    var client = peer;
    for (var hop : hops.reversed()) {
      var address = AddressText.address(withoutPort(hop.strip()));
      if (address.isEmpty()) {
        return client;
      }
      client = address.map(IPAddress::toCanonicalString).get();
      if (!trusted.trust(address.get())) {
        return client;
      }
    }
    return client;
  }

  private static String withoutPort(String hop) {
    var match = WITH_PORT.matcher(hop);
    if (!match.matches()) {
      return hop;
    }
    return match.group(1) == null ? match.group(3) : match.group(1);
  }

  /**
   * Whether a text is the name or the address of a host, with or without a port. Names in home
   * networks and of containers may have {@code _}.
   */
  public static boolean isHost(String text) {
    return HOST.matcher(text).matches();
  }

  /** Two values are none: nobody knows which of them the nearest proxy has put there. */
  private static Optional<String> single(List<String> values) {
    return values.size() == 1 ? Optional.of(values.getFirst().strip()) : Optional.empty();
  }

  /**
   * A prefix of paths without the slash at its end; empty if the text is none, or has a segment
   * that means another folder.
   */
  public static Optional<String> prefix(String text) {
    var cut = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return PREFIX.matcher(cut).matches() && !(cut + "/").matches(".*/\\.{1,2}/.*")
        ? Optional.of(cut)
        : Optional.empty();
  }
}
