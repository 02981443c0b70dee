package dev.jellyscale.api.access.limit;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv6.IPv6Address;

/** Names the place that a request comes from, for counting what goes wrong there. */
public final class ClientAddress {
  private static final int NETWORK_BITS = 64;

  private ClientAddress() {}

  /**
   * The key of an address: IPv4 addresses are counted one by one, IPv6 addresses by their network
   * of 64 bits, since whoever has one address there has them all.
   *
   * @param literal an address without brackets; anything else is one place of its own
   */
  public static String key(String literal) {
    // The library takes no address at all for loopback.
    var address = literal.isBlank() ? null : new IPAddressString(literal).getAddress();
    return address == null ? "elsewhere" : key(address);
  }

  private static String key(IPAddress address) {
    if (address instanceof IPv6Address v6) {
      return v6.isIPv4Mapped()
          ? v6.getEmbeddedIPv4Address().toCanonicalString()
          : v6.removeZone().toPrefixBlock(NETWORK_BITS).toCanonicalString();
    }
    return address.toCanonicalString();
  }
}
