package dev.jellyscale.net;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.1",
        "192.167.255.255",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450:4001:800::200e",
        "2001:200::1"
      })
  void isPublic(String address) {
    assertThat(PublicAddress.whyNot(new IPAddressString(address).getAddress())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, unspecified",
    "0.1.2.3, unspecified",
    "::, unspecified",
    "127.0.0.1, loopback",
    "127.255.255.254, loopback",
    "::1, loopback",
    "10.0.0.1, private",
    "172.16.0.1, private",
    "172.31.255.255, private",
    "192.168.1.1, private",
    "fc00::1, private",
    "fd12:3456::1, private",
    "fec0::1, private",
    "169.254.169.254, link-local",
    "fe80::1, link-local",
    "fe80::1%eth0, link-local",
    "100.64.0.1, shared by a provider's customers",
    "100.127.255.255, shared by a provider's customers",
    "224.0.0.1, multicast",
    "239.255.255.255, multicast",
    "ff02::1, multicast",
    "255.255.255.255, reserved",
    "240.0.0.1, reserved",
    "::ffff:127.0.0.1, an IPv4 address inside an IPv6 address",
    "::ffff:8.8.8.8, an IPv4 address inside an IPv6 address",
    "::127.0.0.1, an IPv4 address inside an IPv6 address",
    "::ffff:0:10.0.0.1, an IPv4 address inside an IPv6 address",
    "64:ff9b::7f00:1, translated by NAT64",
    "64:ff9b:1::1, translated by NAT64",
    "2002:7f00:1::1, tunnelled by 6to4",
    "192.88.99.1, tunnelled by 6to4",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2, tunnelled by Teredo or reserved for protocols",
    "2001:db8::1, for documentation",
    "192.0.2.1, for documentation",
    "198.51.100.1, for documentation",
    "203.0.113.1, for documentation",
    "198.18.0.1, for measurements",
    "100::1, not public",
    "4000::1, not public",
    "5f00::1, not public"
  })
  void isRefused(String address, String reason) {
    assertThat(PublicAddress.whyNot(new IPAddressString(address).getAddress())).hasValue(reason);
  }

  @Test
  void javaTurnsAMappedAddressIntoTheOneItMeansAndThatIsRefusedToo() throws UnknownHostException {
    var mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    mapped[12] = 10;
    mapped[15] = 1;

    assertThat(PublicAddress.whyNot(InetAddress.getByAddress(mapped))).hasValue("private");
  }
}
