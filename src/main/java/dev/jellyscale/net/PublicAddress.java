package dev.jellyscale.net;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells public addresses from all others, by the special-purpose registries of IANA (RFC 6890 and
 * its updates). IPv6 addresses that carry an IPv4 address are never public, whatever they carry:
 * what they reach is decided by a router that we do not know.
 */
public final class PublicAddress {
  private static final IPAddress GLOBAL_IPV6 = block("2000::/3");
  private static final Map<IPAddress, String> SPECIAL = new LinkedHashMap<>();

  static {
    refuse("unspecified", "0.0.0.0/8", "::/128");
    refuse("loopback", "127.0.0.0/8", "::1/128");
    refuse("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10");
    refuse("link-local", "169.254.0.0/16", "fe80::/10");
    refuse("shared by a provider's customers", "100.64.0.0/10");
    refuse("multicast", "224.0.0.0/4", "ff00::/8");
    refuse("an IPv4 address inside an IPv6 address", "::ffff:0:0/96", "::/96", "::ffff:0:0:0/96");
    refuse("translated by NAT64", "64:ff9b::/96", "64:ff9b:1::/48");
    refuse("tunnelled by Teredo or reserved for protocols", "2001::/23", "192.0.0.0/24");
    refuse("tunnelled by 6to4", "2002::/16", "192.88.99.0/24");
    refuse("for documentation", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24");
    refuse("for documentation", "2001:db8::/32", "3fff::/20");
    refuse("for measurements", "198.18.0.0/15");
    refuse("reserved", "240.0.0.0/4");
  }

  private PublicAddress() {}

  private static void refuse(String reason, String... blocks) {
    for (var block : blocks) {
      SPECIAL.put(block(block), reason);
    }
  }

  private static IPAddress block(String text) {
    return new IPAddressString(text).getAddress();
  }

  /** What is wrong with an address, as the end of "The address is"; empty if it is public. */
  public static Optional<String> whyNot(InetAddress address) {
    return whyNot(new IPAddressString(address.getHostAddress()).getAddress());
  }

  static Optional<String> whyNot(IPAddress address) {
    var plain = address instanceof IPv6Address v6 && v6.hasZone() ? v6.removeZone() : address;
    for (var special : SPECIAL.entrySet()) {
      if (special.getKey().contains(plain)) {
        return Optional.of(special.getValue());
      }
    }
    return plain.isIPv4() || GLOBAL_IPV6.contains(plain)
        ? Optional.empty()
        : Optional.of("not public");
  }
}
