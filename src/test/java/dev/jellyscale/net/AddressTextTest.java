package dev.jellyscale.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:DB8:0::1, 2001:db8::1",
    "::ffff:192.0.2.7, 192.0.2.7",
    "fe80::1%eth0, fe80::1",
    "::1, ::1"
  })
  void anAddressHasOneForm(String text, String form) {
    assertThat(AddressText.address(text).orElseThrow().toCanonicalString()).isEqualTo(form);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost",
        "192.0.2",
        "192.0.2.256",
        "010.0.0.1",
        "0x7f.0.0.1",
        "1.2.3.4/24",
        "192.0.2.*",
        "1-2.3.4.5",
        ":::",
        "1::2::3",
        "2130706433",
        "unknown",
        "_hidden"
      })
  void whatIsNoSingleAddressIsNone(String text) {
    assertThat(AddressText.address(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "172.18.5.9/16, 172.18.0.0/16",
    "192.0.2.7, 192.0.2.7",
    "fd00::7/8, fd00::/8",
    "0.0.0.0/0, 0.0.0.0/0"
  })
  void aBlockIsAllItsAddresses(String text, String form) {
    assertThat(AddressText.block(text).orElseThrow().toCanonicalString()).isEqualTo(form);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/", "host/8", "10.0.0.0/8/8", "fd00::/129"})
  void whatIsNoBlockIsNone(String text) {
    assertThat(AddressText.block(text)).isEmpty();
  }
}
