package dev.jellyscale.net;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses in one form each, and never asks a name server. */
public final class AddressText {
  private static final String BYTE = "(0|[1-9][0-9]{0,2})";
  private static final String IPV4 = BYTE + "(\\." + BYTE + "){3}";
  private static final String IPV6 = "(?=[^/]*:)[0-9a-fA-F.:]{2,45}";
  private static final Pattern ADDRESS = Pattern.compile(IPV4 + "|" + IPV6);
  private static final Pattern BLOCK = Pattern.compile("(" + IPV4 + "|" + IPV6 + ")(/[0-9]{1,3})?");

  private AddressText() {}

  /**
   * One address. An IPv4 address inside an IPv6 address is the IPv4 address.
   *
   * @param text may end with a zone such as {@code %eth0}, which is left out
   * @return empty if it is none
   */
  public static Optional<IPAddress> address(String text) {
    int zone = text.indexOf('%');
    var plain = zone < 0 ? text : text.substring(0, zone);
    return ADDRESS.matcher(plain).matches()
        ? read(plain).map(AddressText::plain)
        : Optional.empty();
  }

  /**
   * An address, or a block such as {@code 192.168.0.0/24}.
   *
   * @return empty if it is neither
   */
  public static Optional<IPAddress> block(String text) {
    return BLOCK.matcher(text).matches()
        ? read(text).map(IPAddress::toPrefixBlock)
        : Optional.empty();
  }

  private static Optional<IPAddress> read(String text) {
    return Optional.ofNullable(new IPAddressString(text).getAddress());
  }

  private static IPAddress plain(IPAddress address) {
    return address instanceof IPv6Address v6 && v6.isIPv4Mapped()
        ? v6.getEmbeddedIPv4Address()
        : address;
  }
}
