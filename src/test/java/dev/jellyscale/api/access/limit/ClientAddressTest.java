package dev.jellyscale.api.access.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:db8:1:2::1, 2001:db8:1:2::/64",
    "2001:db8:1:3::1, 2001:db8:1:3::/64",
    "::ffff:192.0.2.7, 192.0.2.7",
    "fe80::1%eth0, fe80::/64",
    "nonsense, elsewhere",
    "'', elsewhere"
  })
  void anAddressOfIpv6IsCountedByItsNetwork(String address, String key) {
    assertThat(ClientAddress.key(address)).isEqualTo(key);
  }
}
