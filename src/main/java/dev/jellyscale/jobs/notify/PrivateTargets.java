package dev.jellyscale.jobs.notify;

import dev.jellyscale.config.EnvironmentSetting;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.net.AddressText;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What notifications may reach although it is not public.
 *
 * @param hosts names in lower case: they may be reached at addresses of this machine and of private
 *     networks
 * @param blocks addresses that any host may be reached at
 */
public record PrivateTargets(Set<String> hosts, List<IPAddress> blocks) {
  /** The variable that lists them. */
  public static final String VARIABLE = "JELLYSCALE_WEBHOOK_PRIVATE";

  /** None: public addresses alone. */
  public static final PrivateTargets NONE = new PrivateTargets(Set.of(), List.of());

  private static final Pattern HOST =
      Pattern.compile(
          "(?=.*[a-z])[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  /** What a listed name may lead to; no meta-data services of clouds, which are link-local. */
  private static final List<IPAddress> HOME =
      Stream.of(
              "127.0.0.0/8",
              "::1/128",
              "10.0.0.0/8",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "100.64.0.0/10",
              "fc00::/7")
          .flatMap(block -> AddressText.block(block).stream())
          .toList();

  public PrivateTargets {
    hosts = Set.copyOf(hosts);
    blocks = List.copyOf(blocks);
  }

  /**
   * Reads names of hosts, addresses and blocks such as {@code 192.168.0.0/24}, separated by commas.
   *
   * @throws Invalid if one is none of these
   */
  public static PrivateTargets ofEnvironment(Map<String, String> environment) {
    var hosts = new HashSet<String>();
    var blocks = new ArrayList<IPAddress>();
    var text = EnvironmentSetting.of(VARIABLE, environment).value().orElse("");
    for (var part : text.split(",")) {
      var word = part.strip().toLowerCase(Locale.ROOT);
      var block = AddressText.block(word);
      if (block.isPresent()) {
        blocks.add(block.get());
      } else if (HOST.matcher(word).matches()) {
        hosts.add(word);
      } else if (!word.isEmpty()) {
        throw new Invalid(
            "%s: '%s' is no host, no address and no block such as 192.168.0.0/24"
                .formatted(VARIABLE, word));
      }
    }
    return new PrivateTargets(hosts, blocks);
  }

  /** Whether a host may be reached at an address that is not public. */
  public boolean allow(String host, InetAddress address) {
    if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
      return false;
    }
    var plain = new IPAddressString(withoutZone(address.getHostAddress())).getAddress();
    return isIn(blocks, plain) || (isListed(host) && isIn(HOME, plain));
  }

  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }

  private static boolean isIn(List<IPAddress> blocks, IPAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  /** Whether a host is listed by its name. */
  boolean isListed(String host) {
    return hosts.contains(host.toLowerCase(Locale.ROOT));
  }
}
